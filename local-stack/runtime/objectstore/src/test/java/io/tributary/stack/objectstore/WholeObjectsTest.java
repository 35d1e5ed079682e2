package io.tributary.stack.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

class WholeObjectsTest {

    private static final String RESERVED = "a/entry.json-230ff455-3472-4c49-939f-fca7b345923f";

    @TempDir
    private Path folder;

    private WholeObjects store;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("lake"));
        store = new WholeObjects(new FilesystemNio2BlobStore(folder.toString()));
    }

    @Test
    void doNotHaveWhatIsBeingWrittenAmongThem() throws IOException {
        put("a/entry.json");
        put("a/other-4a.json");
        Files.writeString(folder.resolve("lake").resolve(RESERVED), "ha");

        assertThat(keys(list(request().build()))).containsExactly("a/entry.json", "a/other-4a.json");
    }

    @Test
    void areAllListedThoughAPageHasOneThatIsBeingWritten() throws IOException {
        put("a/entry.json");
        put("a/other.json");
        Files.writeString(folder.resolve("lake").resolve(RESERVED), "ha");

        ListObjectsV2Response page = list(request().maxKeys(2).build());
        ListObjectsV2Response next =
                list(request().continuationToken(page.nextContinuationToken()).build());

        assertThat(keys(page)).containsExactly("a/entry.json");
        assertThat(keys(next)).containsExactly("a/other.json");
    }

    @Test
    void mayNotHaveANameThatWouldHideThem() {
        PutObjectRequest put =
                PutObjectRequest.builder().bucket("lake").key(RESERVED).build();
        CopyObjectRequest copy = CopyObjectRequest.builder()
                .destinationBucket("lake")
                .destinationKey(RESERVED)
                .build();
        CreateMultipartUploadRequest multipart = CreateMultipartUploadRequest.builder()
                .bucket("lake")
                .key(RESERVED)
                .build();

        assertThatThrownBy(() -> store.putBlob(put, new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(S3ProxyException.class)
                .hasMessageContaining("add an ending to it");
        assertThatThrownBy(() -> store.copyBlob(copy)).isInstanceOf(S3ProxyException.class);
        assertThatThrownBy(() -> store.initiateMultipartUpload(multipart)).isInstanceOf(S3ProxyException.class);
    }

    @Test
    void areAllThatIsLeftOfAStoreThatWasKilled() throws IOException {
        put("a/entry.json");
        Path left = folder.resolve("lake").resolve(RESERVED);
        Files.writeString(left, "ha");

        assertThat(HalfWritten.deleteAll(folder)).isEqualTo(1);

        assertThat(left).doesNotExist();
        assertThat(keys(list(request().build()))).containsExactly("a/entry.json");
    }

    private void put(String key) {
        byte[] content = "whole".getBytes(StandardCharsets.UTF_8);
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket("lake")
                        .key(key)
                        .contentLength((long) content.length)
                        .build(),
                new ByteArrayInputStream(content));
    }

    private ListObjectsV2Response list(ListObjectsV2Request request) {
        return store.list(request);
    }

    private static ListObjectsV2Request.Builder request() {
        return ListObjectsV2Request.builder().bucket("lake").prefix("a/");
    }

    private static List<String> keys(ListObjectsV2Response page) {
        return page.contents().stream().map(S3Object::key).toList();
    }
}
