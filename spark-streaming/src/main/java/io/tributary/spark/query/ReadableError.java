package io.tributary.spark.query;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.trees.Origin;

/**
 * An error as the client gets it.
 *
 * @param status the HTTP status
 * @param message one line, without class names, plans and state codes
 */
record ReadableError(int status, String message) {

    static final int BAD_REQUEST = 400;
    static final int INTERNAL = 500;
    static final int UNAVAILABLE = 503;
    static final int TIMED_OUT = 504;

    /** What Spark puts after the sentence: the statement once more, the plan, a code. */
    private static final Pattern TAIL = Pattern.compile("(?s)(\\s*== SQL|;?\\s*\\n\\s*['+!]|\\s*SQLSTATE:).*");

    private static final Pattern ERROR_CLASS = Pattern.compile("^\\s*\\[[A-Z0-9_.]+]\\s*");
    private static final Pattern POSITION = Pattern.compile("; line (\\d+) pos (\\d+)\\s*;?\\s*$");
    private static final Pattern SETTING_ADVICE =
            Pattern.compile("\\s*(?:If necessary )?[Ss]et \\S+ to \\S+ to bypass[^.]*\\.");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    static ReadableError of(Throwable error) {
        Throwable best = mostTelling(error);
        if (best instanceof QueryEndedException ended) {
            return switch (ended.reason()) {
                case TIMEOUT -> new ReadableError(TIMED_OUT, "The statement took longer than it may; it was stopped");
                case SHUTDOWN -> new ReadableError(UNAVAILABLE, "The SQL process is stopping; try again in a moment");
                case CLIENT_GONE -> new ReadableError(BAD_REQUEST, "The client hung up");
            };
        }
        if (best instanceof StatementException || best instanceof UnknownTableException) {
            return new ReadableError(BAD_REQUEST, best.getMessage());
        }
        if (best instanceof ParseException parse) {
            return new ReadableError(BAD_REQUEST, sentence(parse.message()) + at(parse.start()));
        }
        if (best instanceof AnalysisException analysis) {
            return new ReadableError(BAD_REQUEST, analysis(analysis));
        }
        if (best instanceof IOException) {
            return other(error);
        }
        if (best instanceof SparkThrowable spark && spark.getErrorClass() != null && !spark.isInternalError()) {
            return new ReadableError(BAD_REQUEST, sentence(best.getMessage()));
        }
        return other(error);
    }

    /** Whether a file was removed, by cleaning, between the listing and the reading. */
    static boolean isFileGone(Throwable error) {
        return hasCause(error, FileNotFoundException.class) || hasCause(error, NoSuchFileException.class);
    }

    /** Whether the lake's files or their store are to blame rather than the statement or this process. */
    static boolean isStoreProblem(Throwable error) {
        return hasCause(error, IOException.class);
    }

    /** The deepest cause that was written for a reader; the outer ones say that a stage of a job failed. */
    private static Throwable mostTelling(Throwable error) {
        Throwable best = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            boolean readable = cause instanceof StatementException
                    || cause instanceof UnknownTableException
                    || cause instanceof QueryEndedException
                    || cause instanceof SparkThrowable spark && spark.getErrorClass() != null;
            if (readable) {
                best = cause;
            }
        }
        return best;
    }

    private static ReadableError other(Throwable error) {
        Throwable root = root(error);
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        String line = sentence(message.lines().findFirst().orElse(message));
        if (hasCause(error, OutOfMemoryError.class) || hasCause(error, StackOverflowError.class)) {
            return new ReadableError(
                    BAD_REQUEST, "The statement needs more memory than the SQL process has; ask for less at a time");
        }
        if (root.getClass() == RuntimeException.class) {
            // So Spark reports raise_error() and assert_true().
            return new ReadableError(BAD_REQUEST, line);
        }
        if (hasCause(error, ConnectException.class)) {
            return new ReadableError(
                    INTERNAL, "The lake's object store does not answer (" + line + "); see 'tributary status'");
        }
        if (isStoreProblem(error)) {
            return new ReadableError(INTERNAL, "The lake could not be read: " + line);
        }
        return new ReadableError(
                INTERNAL, "The statement failed inside Spark (" + line + "); the log of the SQL process says more");
    }

    private static boolean hasCause(Throwable error, Class<? extends Throwable> kind) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String analysis(AnalysisException error) {
        String simple = TAIL.matcher(error.getSimpleMessage()).replaceFirst("");
        Matcher position = POSITION.matcher(simple);
        if (position.find()) {
            int column = Integer.parseInt(position.group(2)) + 1;
            return sentence(simple.substring(0, position.start())) + at(position.group(1), column);
        }
        return sentence(simple);
    }

    private static String sentence(String message) {
        String text =
                TAIL.matcher(ERROR_CLASS.matcher(message).replaceFirst("")).replaceFirst("");
        text = SETTING_ADVICE.matcher(text).replaceAll("");
        text = SPACE.matcher(text).replaceAll(" ").trim();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String at(Origin origin) {
        if (origin.line().isEmpty() || origin.startPosition().isEmpty()) {
            return "";
        }
        return at(
                origin.line().get().toString(),
                Integer.parseInt(origin.startPosition().get().toString()) + 1);
    }

    private static String at(String line, int column) {
        return " (line " + line + ", column " + column + ")";
    }
}
