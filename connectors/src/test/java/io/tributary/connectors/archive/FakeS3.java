package io.tributary.connectors.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * The part of S3 that the archive uses, over HTTP, with the bodies that AWS documents for errors.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
final class FakeS3 implements AutoCloseable {

    static final String BUCKET = "lake";

    /** What becomes of a request. */
    record Fault(int status, String code, String message, boolean applied) {
        static final Fault NONE = new Fault(0, "", true);

        Fault(int status, String code, boolean applied) {
            this(status, code, code, applied);
        }

        static Fault answer(int status, String code) {
            return new Fault(status, code, false);
        }

        /** The request is done, and its answer is lost. */
        static Fault lostAnswer() {
            return new Fault(500, "InternalError", true);
        }
    }

    private record Stored(byte[] content, Map<String, String> headers) {}

    final TreeMap<String, byte[]> objects = new TreeMap<>();
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    volatile BiFunction<String, String, Fault> faults = (method, key) -> Fault.NONE;

    private final Map<String, Stored> stored = new ConcurrentHashMap<>();
    private final Map<String, TreeMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> uploadHeaders = new ConcurrentHashMap<>();
    private final AtomicInteger uploadIds = new AtomicInteger();
    private final HttpServer server;

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, String> headersOf(String key) {
        return stored.get(key).headers();
    }

    int openUploads() {
        return uploads.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String key = path.replaceFirst("^/" + BUCKET + "/?", "");
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String method = exchange.getRequestMethod();
        requests.add(method + " " + key);
        Fault fault = faults.apply(method, key);
        Answer answer = fault.applied() ? answer(exchange, method, key, query, decoded(exchange, body)) : null;
        if (fault.status() != 0) {
            answer = Answer.error(fault.status(), fault.code(), fault.message());
        }
        answer.send(exchange, method);
    }

    private record Answer(int status, byte[] body, Map<String, String> headers) {
        static Answer ok(byte[] content) {
            return new Answer(200, new byte[0], Map.of("ETag", tag(content)));
        }

        static Answer xml(String xml) {
            return new Answer(200, xml.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "application/xml"));
        }

        static Answer error(int status, String code) {
            return error(status, code, code);
        }

        static Answer error(int status, String code, String message) {
            return new Answer(
                    status,
                    ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + message
                                    + "</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>")
                            .getBytes(StandardCharsets.UTF_8),
                    Map.of("Content-Type", "application/xml"));
        }

        void send(HttpExchange exchange, String method) throws IOException {
            headers.forEach(exchange.getResponseHeaders()::set);
            if (method.equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        }
    }

    private Answer answer(HttpExchange exchange, String method, String key, Map<String, String> query, byte[] body) {
        if (key.isEmpty()) {
            return method.equals("HEAD") ? Answer.ok(new byte[0]) : list(query);
        }
        return switch (method) {
            case "PUT" ->
                query.containsKey("partNumber")
                        ? part(query.get("uploadId"), Integer.parseInt(query.get("partNumber")), body)
                        : put(exchange, key, body, headers(exchange));
            case "POST" ->
                query.containsKey("uploads") ? create(exchange, key) : complete(exchange, key, query.get("uploadId"));
            case "DELETE" -> abort(query.get("uploadId"));
            default -> read(key);
        };
    }

    private Answer put(HttpExchange exchange, String key, byte[] body, Map<String, String> headers) {
        if ("*".equals(exchange.getRequestHeaders().getFirst("If-None-Match")) && objects.containsKey(key)) {
            return Answer.error(412, "PreconditionFailed");
        }
        objects.put(key, body);
        stored.put(key, new Stored(body, headers));
        return Answer.ok(body);
    }

    private Answer create(HttpExchange exchange, String key) {
        String id = "upload-" + uploadIds.incrementAndGet();
        uploads.put(id, new TreeMap<>());
        uploadHeaders.put(id, headers(exchange));
        return Answer.xml("<InitiateMultipartUploadResult><Bucket>" + BUCKET + "</Bucket><Key>" + key
                + "</Key><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
    }

    private Answer part(String id, int number, byte[] body) {
        uploads.get(id).put(number, body);
        return Answer.ok(body);
    }

    private Answer complete(HttpExchange exchange, String key, String id) {
        if (!uploads.containsKey(id)) {
            return Answer.error(404, "NoSuchUpload");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        uploads.get(id).values().forEach(whole::writeBytes);
        Answer answer = put(exchange, key, whole.toByteArray(), uploadHeaders.get(id));
        if (answer.status() != 200) {
            return answer;
        }
        uploads.remove(id);
        return Answer.xml("<CompleteMultipartUploadResult><Key>" + key
                + "</Key><ETag>\"x-2\"</ETag></CompleteMultipartUploadResult>");
    }

    private Answer abort(String id) {
        uploads.remove(id);
        return new Answer(204, new byte[0], Map.of());
    }

    private Answer read(String key) {
        byte[] content = objects.get(key);
        if (content == null) {
            return Answer.error(404, "NoSuchKey");
        }
        Map<String, String> headers = new HashMap<>(stored.get(key).headers());
        headers.put("ETag", tag(content));
        headers.put("Content-Length", String.valueOf(content.length));
        return new Answer(200, content, headers);
    }

    private Answer list(Map<String, String> query) {
        StringBuilder xml = new StringBuilder("<ListBucketResult>");
        objects.tailMap(query.getOrDefault("start-after", ""), false).keySet().stream()
                .filter(key -> key.startsWith(query.getOrDefault("prefix", "")))
                .limit(Long.parseLong(query.getOrDefault("max-keys", "1000")))
                .forEach(key -> xml.append("<Contents><Key>").append(key).append("</Key></Contents>"));
        return Answer.xml(xml.append("</ListBucketResult>").toString());
    }

    /** As S3 makes it of an object that is not encrypted with a key of KMS; the SDK compares it. */
    private static String tag(byte[] content) {
        try {
            return '"'
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.toLowerCase().startsWith("x-amz-meta-")
                    || name.equalsIgnoreCase("x-amz-storage-class")
                    || name.toLowerCase().startsWith("x-amz-server-side-encryption")) {
                headers.put(name.toLowerCase(), values.get(0));
            }
        });
        return headers;
    }

    /** Takes the signatures of chunks out, with which the SDK sends bodies over plain HTTP. */
    private static byte[] decoded(HttpExchange exchange, byte[] body) {
        if (exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length") == null) {
            return body;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        int at = 0;
        while (at < body.length) {
            int end = at;
            while (body[end] != '\r') {
                end++;
            }
            String head = new String(body, at, end - at, StandardCharsets.US_ASCII);
            int length = Integer.parseInt(head.split(";")[0], 16);
            if (length == 0) {
                break;
            }
            decoded.write(body, end + 2, length);
            at = end + 2 + length + 2;
        }
        return decoded.toByteArray();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            Arrays.stream(raw.split("&")).forEach(pair -> {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            });
        }
        return query;
    }
}
