package io.tributary.stack.process;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** S3Proxy on a folder of the local disk. */
final class ObjectStoreProcess {

    private static final int HEAP_MEBIBYTES = 160;
    private static final String MAIN = "io.tributary.stack.objectstore.ObjectStoreMain";

    private ObjectStoreProcess() {}

    static ProcessSpec spec(ProcessContext context) {
        return ProcessSpec.of(
                        ProcessName.OBJECTSTORE,
                        Set.of(),
                        () -> launch(context),
                        context.log(ProcessName.OBJECTSTORE),
                        HttpHealth.answers(context.port(PortRole.OBJECTSTORE)))
                .withEnvironment(Map.of("LOG_LEVEL", "warn"));
    }

    private static ProcessSpec.Start launch(ProcessContext context) {
        Path folder = context.state().data(ProcessName.OBJECTSTORE);
        try {
            Files.createDirectories(folder.resolve(LakeAccess.LOCAL_BUCKET));
        } catch (IOException e) {
            throw new StackException("The folder " + folder + " cannot be made: " + e, e);
        }
        S3Keys keys = S3Keys.ofLocalStore(context.state());
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("s3proxy.endpoint", "http://127.0.0.1:" + context.port(PortRole.OBJECTSTORE));
        properties.put("s3proxy.authorization", "aws-v2-or-v4");
        properties.put("s3proxy.identity", keys.accessKey().reveal());
        properties.put("s3proxy.credential", keys.secretKey().reveal());
        properties.putAll(context.config().stack().settingsOf(ProcessName.OBJECTSTORE));
        Path file = context.state().properties(ProcessName.OBJECTSTORE);
        PrivateFile.writeProperties(file, properties);
        return new JvmCommand(
                        ProcessName.OBJECTSTORE,
                        JvmFlags.small(context.heapFlag(ProcessName.OBJECTSTORE, HEAP_MEBIBYTES)),
                        context.installation().runtimeClassPath(ProcessName.OBJECTSTORE),
                        List.of(MAIN, file.toString(), folder.toString()))
                .write(context);
    }
}
