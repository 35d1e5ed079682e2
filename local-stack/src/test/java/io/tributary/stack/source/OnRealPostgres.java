package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.config.PostgresSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A source that captures all tables of a database of its own, for each test. */
abstract class OnRealPostgres {

    private static final ObjectMapper JSON = new ObjectMapper();

    RealPostgres server;
    PostgresSource source;
    Connection user;
    SourceDatabase database;
    Contracts contracts = Contracts.NONE;

    @BeforeEach
    void connect() throws IOException, SQLException {
        server = RealPostgres.running();
        source = server.newSource();
        user = server.connect(source);
        database = SourceDatabase.open(source);
    }

    @AfterEach
    void disconnect() throws SQLException {
        database.close();
        user.close();
    }

    List<CapturedTable> captured() {
        return database.inspect(false, contracts).tables().captured();
    }

    void publishUnread() {
        database.unread(captured())
                .forEach(table -> assertThat(database.publish(table)).isTrue());
    }

    void run(String sql) throws SQLException {
        try (Statement statement = user.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> published() throws SQLException {
        return strings("SELECT tablename FROM pg_publication_tables WHERE pubname = 'tributary_shop' ORDER BY 1");
    }

    /** What was asked for, however many signals of the table are left; the log has all of them. */
    List<String> signals() throws SQLException {
        List<String> signals = new ArrayList<>();
        for (String data : strings("SELECT data FROM tributary.signal_shop ORDER BY data")) {
            JsonNode signal = json(data);
            signals.add(signal.path("type").asText() + " "
                    + signal.path("data-collections").get(0).asText()
                    + (signal.path("tributary").path("truncate").asBoolean() ? " truncate" : ""));
        }
        return signals;
    }

    List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = user.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
