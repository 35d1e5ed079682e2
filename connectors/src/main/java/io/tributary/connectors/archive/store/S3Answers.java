package io.tributary.connectors.archive.store;

import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Sorts what S3 answers into what is worth a retry and what is not. */
final class S3Answers {

    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;

    private static final Map<String, String> PERMISSIONS = Map.of(
            "HeadBucket", "s3:ListBucket",
            "ListObjectsV2", "s3:ListBucket",
            "GetObject", "s3:GetObject",
            "HeadObject", "s3:GetObject",
            "PutObject", "s3:PutObject",
            "CreateMultipartUpload", "s3:PutObject",
            "UploadPart", "s3:PutObject",
            "CompleteMultipartUpload", "s3:PutObject",
            "AbortMultipartUpload", "s3:AbortMultipartUpload");

    /**
     * How AWS says which permission is missing; the service's own word is better than ours, for it may be one of KMS.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html">Access denied</a>
     */
    private static final Pattern NOT_AUTHORIZED =
            Pattern.compile("is not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)");

    private final String bucket;

    S3Answers(String bucket) {
        this.bucket = bucket;
    }

    /** Runs a request; an answer 404 to a single object or 412 comes through as it is. */
    <T> T of(String action, String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (S3Exception e) {
            int status = e.statusCode();
            boolean ofObject = !key.isEmpty() && !isMissingBucket(e);
            if (status == PRECONDITION_FAILED || status == NOT_FOUND && ofObject) {
                throw e;
            }
            // 409 is what S3 answers while another conditional write of the key is under way.
            if (status >= 500 || status == 429 || status == 408 || status == CONFLICT || isSlowDown(e)) {
                throw new StoreUnavailableException(what(action, key) + " was answered with " + why(e), e);
            }
            throw new StoreRefusedException(
                    what(action, key) + " was refused with " + why(e) + "; " + fix(action, e), e);
        } catch (SdkException e) {
            if (lacksCredentials(e)) {
                throw new StoreRefusedException(
                        what(action, key)
                                + " cannot be signed, since there are no credentials: set aws.access.key.id and"
                                + " aws.secret.access.key, or give the process those of the AWS SDK's default chain",
                        e);
            }
            throw new StoreUnavailableException(what(action, key) + " had no answer: " + e.getMessage(), e);
        }
    }

    private String what(String action, String key) {
        return "S3 " + action + " on s3://" + bucket + (key.isEmpty() ? "" : "/" + key);
    }

    private static String why(S3Exception e) {
        String code = code(e);
        String message = message(e);
        return "HTTP " + e.statusCode() + (code.isEmpty() ? "" : " " + code)
                + (message.isEmpty() || message.equals(code) ? "" : " (" + message + ")");
    }

    private String fix(String action, S3Exception e) {
        if (e.statusCode() == NOT_FOUND) {
            return "the bucket does not exist: create it or correct s3.bucket.name, s3.region or s3.endpoint";
        }
        if (e.statusCode() == 403) {
            Matcher missing = NOT_AUTHORIZED.matcher(message(e));
            return "grant "
                    + (missing.find() ? missing.group(1) : PERMISSIONS.get(action) + " on the bucket " + bucket)
                    + " to the connector's credentials, or correct them";
        }
        return "check s3.bucket.name, s3.region and s3.endpoint";
    }

    /** The SDK has no type for it; it says "Unable to load credentials from any of the providers in the chain". */
    private static boolean lacksCredentials(SdkException e) {
        return String.valueOf(e.getMessage()).startsWith("Unable to load credentials");
    }

    private static boolean isMissingBucket(S3Exception e) {
        return code(e).equals("NoSuchBucket");
    }

    private static boolean isSlowDown(S3Exception e) {
        return code(e).equals("SlowDown") || code(e).equals("RequestTimeout");
    }

    private static String message(S3Exception e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                ? ""
                : e.awsErrorDetails().errorMessage();
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }
}
