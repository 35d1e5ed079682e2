package io.tributary.stack.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Health of a Kafka broker: the answer to an ApiVersions request, version 0, as the Kafka protocol guide defines it. A
 * broker answers it only once it takes part in the cluster, and one that hangs does not.
 */
record BrokerHealth(int port) implements HealthCheck {

    private static final int TIMEOUT_MS = 5_000;
    private static final short API_VERSIONS = 18;
    private static final short VERSION = 0;
    private static final short NO_CLIENT_ID = -1;
    private static final int CORRELATION = 1;
    private static final int REQUEST_BYTES = 10;

    @Override
    public Health check() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(REQUEST_BYTES);
            out.writeShort(API_VERSIONS);
            out.writeShort(VERSION);
            out.writeInt(CORRELATION);
            out.writeShort(NO_CLIENT_ID);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt();
            boolean answersUs = in.readInt() == CORRELATION;
            short error = in.readShort();
            return answersUs && error == 0
                    ? new Health.Healthy()
                    : new Health.NotReady("the broker answers with error code " + error);
        } catch (IOException e) {
            return new Health.Unreachable("no answer on port " + port + " (" + e.getMessage() + ")");
        }
    }
}
