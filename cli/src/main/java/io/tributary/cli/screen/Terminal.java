package io.tributary.cli.screen;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Standard output and error. The launcher says whether they are a terminal. */
public final class Terminal {

    private static final boolean INTERACTIVE =
            Boolean.getBoolean("tributary.tty") && !"dumb".equals(System.getenv("TERM"));

    private Terminal() {}

    /** Whether somebody looks at a screen that can be redrawn. */
    static boolean interactive() {
        return INTERACTIVE;
    }

    public static PrintStream out() {
        return System.out;
    }

    public static void line(String text) {
        System.out.println(text);
        System.out.flush();
    }

    public static void error(String text) {
        System.out.flush();
        System.err.println(text);
        System.err.flush();
    }

    /** Shows where a failure comes from. */
    public static void trace(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        error(text.toString());
    }

    static void raw(String text) {
        System.out.print(text);
        System.out.flush();
    }

    /**
     * The size of the screen. Asked for anew each time, since a window may change.
     *
     * @param lines how many fit
     * @param columns characters a line
     */
    record Size(int lines, int columns) {

        private static final Size DEFAULT = new Size(40, 160);

        static Size now() {
            try {
                Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                stty.waitFor(1, TimeUnit.SECONDS);
                String[] parts = answer.strip().split(" ");
                Size size = new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
                return size.lines > 0 && size.columns > 0 ? size : DEFAULT;
            } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                return DEFAULT;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return DEFAULT;
            }
        }

        String cut(String line) {
            return line.length() > columns ? line.substring(0, columns) : line;
        }
    }
}
