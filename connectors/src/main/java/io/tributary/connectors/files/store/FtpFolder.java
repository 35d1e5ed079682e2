package io.tributary.connectors.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;

/** A folder on an FTP server, over one connection that is made when needed and thrown away at the first trouble. */
final class FtpFolder implements FileStore {

    private final FtpSettings settings;
    private FTPClient client;
    private boolean machineListings;

    FtpFolder(FtpSettings settings) {
        this.settings = settings;
    }

    /** One exchange with the server. */
    private interface Exchange<T> {
        T with(FTPClient client) throws IOException;
    }

    @Override
    public List<StoredFile> list(PathFilter filter) throws IOException {
        return exchange(session -> walk(session, filter));
    }

    private List<StoredFile> walk(FTPClient session, PathFilter filter) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        Deque<String> folders = new ArrayDeque<>(List.of(""));
        while (!folders.isEmpty()) {
            String folder = folders.pop();
            for (FTPFile entry : entries(session, folder)) {
                String path = folder.isEmpty() ? entry.getName() : folder + "/" + entry.getName();
                if (entry.isDirectory() && filter.mayHold(path)) {
                    folders.push(path);
                } else if (entry.isFile() && filter.accepts(path)) {
                    files.add(new StoredFile(path, entry.getSize(), modified(session, entry, path), null));
                }
            }
        }
        return files;
    }

    private List<FTPFile> entries(FTPClient session, String folder) throws IOException {
        String absolute = absolute(folder);
        FTPFile[] listed = machineListings ? session.mlistDir(absolute) : session.listFiles(absolute);
        if (!FTPReply.isPositiveCompletion(session.getReplyCode())) {
            String message = "The " + settings + " does not list " + absolute + ": "
                    + session.getReplyString().strip();
            if (FTPReply.isNegativePermanent(session.getReplyCode())) {
                throw new AccessRefusedException(message + "; check files.url");
            }
            throw new StoreUnavailableException(message);
        }
        List<FTPFile> entries = new ArrayList<>();
        for (FTPFile entry : listed) {
            if (entry != null && entry.getName() != null && !entry.getName().matches("\\.{0,2}|.*/.*")) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private Long modified(FTPClient session, FTPFile entry, String path) throws IOException {
        if (machineListings) {
            return entry.getTimestamp() == null ? null : entry.getTimestamp().getTimeInMillis();
        }
        Instant exact = session.mdtmInstant(absolute(path));
        return exact == null ? null : exact.toEpochMilli();
    }

    @Override
    public Optional<StoredFile> find(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "" : path.substring(0, slash);
        String name = path.substring(slash + 1);
        return exchange(session -> {
            for (FTPFile entry : entries(session, folder)) {
                if (entry.isFile() && entry.getName().equals(name)) {
                    return Optional.of(new StoredFile(path, entry.getSize(), modified(session, entry, path), null));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public InputStream open(StoredFile file, long offset) throws IOException {
        return exchange(session -> {
            session.setRestartOffset(offset);
            InputStream data = session.retrieveFileStream(absolute(file.path()));
            if (data == null) {
                String message = "The " + settings + " does not send " + file.path() + ": "
                        + session.getReplyString().strip();
                throw session.getReplyCode() == FTPReply.FILE_UNAVAILABLE
                        ? new MissingFileException(message)
                        : new StoreUnavailableException(message);
            }
            return new FtpDownload(data, this);
        });
    }

    @Override
    public void delete(StoredFile file) throws IOException {
        exchange(session -> {
            require(session.deleteFile(absolute(file.path())), session, "delete " + file.path());
            return null;
        });
    }

    /** A server may put a renamed file in the place of another, so that is looked at before. */
    @Override
    public void move(StoredFile file, String target) throws IOException {
        makeFolders(target);
        if (find(target).isPresent()) {
            throw new AccessRefusedException("The " + settings + " has a file at " + target + " already, so "
                    + file.path() + " is not moved there");
        }
        exchange(session -> {
            require(session.rename(absolute(file.path()), absolute(target)), session, "move " + file.path());
            return null;
        });
    }

    private void makeFolders(String target) throws IOException {
        exchange(session -> {
            for (int slash = target.indexOf('/'); slash > 0; slash = target.indexOf('/', slash + 1)) {
                // Refused where the folder is there already; that it is not shows when something is put into it.
                session.makeDirectory(absolute(target.substring(0, slash)));
            }
            return null;
        });
    }

    /** Servers refuse with any code: 450 is "busy" by RFC 959, and "no permission" by Apache's. */
    private void require(boolean done, FTPClient session, String what) throws IOException {
        if (!done) {
            throw new AccessRefusedException("The " + settings + " does not " + what + ": "
                    + session.getReplyString().strip() + "; check the rights of " + settings.user());
        }
    }

    /** The download is over: complete, so that the connection can be used again, or not, so that it cannot. */
    void downloaded(boolean complete) {
        FTPClient session = client;
        if (session == null) {
            return;
        }
        try {
            if (complete && session.completePendingCommand()) {
                return;
            }
        } catch (IOException e) {
            // A control connection that idled away during a long download; the next exchange opens another.
        }
        close();
    }

    private <T> T exchange(Exchange<T> exchange) throws IOException {
        // A server closes a connection that idled between two polls: that is worth one more connection at once.
        boolean reused = client != null;
        try {
            return exchange.with(session());
        } catch (MissingFileException | AccessRefusedException e) {
            throw e;
        } catch (IOException e) {
            close();
            if (reused) {
                return exchange(exchange);
            }
            throw e instanceof StoreUnavailableException
                    ? e
                    : new StoreUnavailableException("Lost the " + settings + ": " + e, e);
        }
    }

    private FTPClient session() throws IOException {
        if (client == null) {
            client = new FtpLogin(settings).open();
            machineListings = client.hasFeature("MLST");
        }
        return client;
    }

    private String absolute(String path) {
        return path.isEmpty() ? settings.root() + "/" : settings.root() + "/" + path;
    }

    @Override
    public void close() {
        if (client != null) {
            FtpLogin.disconnect(client);
            client = null;
        }
    }
}
