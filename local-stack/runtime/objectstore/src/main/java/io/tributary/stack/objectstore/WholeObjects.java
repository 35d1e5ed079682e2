package io.tributary.stack.objectstore;

import java.io.InputStream;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Lists no object that is still being written, as S3 does not. So no object may have the name of such a file. */
final class WholeObjects extends ForwardingBlobStore {

    WholeObjects(BlobStore files) {
        super(files);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request);
        return page.toBuilder()
                .contents(page.contents().stream()
                        .filter(object -> !HalfWritten.isNameOf(object.key()))
                        .toList())
                .build();
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        refuseNameOfHalfWritten(request.key());
        return super.putBlob(request, content);
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        refuseNameOfHalfWritten(request.destinationKey());
        return super.copyBlob(request);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        refuseNameOfHalfWritten(request.key());
        return super.initiateMultipartUpload(request);
    }

    private static void refuseNameOfHalfWritten(String key) {
        if (HalfWritten.isNameOf(key)) {
            throw new S3ProxyException(
                    S3ErrorCode.INVALID_ARGUMENT,
                    "The key " + key + " ends with a hyphen and a random UUID, as the local object store names files"
                            + " that it is writing; add an ending to it");
        }
    }
}
