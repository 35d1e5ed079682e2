package io.tributary.connectors.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder on a disk that the Connect worker sees. */
final class LocalFolder implements FileStore {

    private final Path root;

    LocalFolder(Path root) {
        this.root = root;
    }

    @Override
    public List<StoredFile> list(PathFilter filter) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new StoreUnavailableException("There is no folder " + root + " on this machine");
        }
        List<StoredFile> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean wanted = folder.equals(root) || filter.mayHold(relative(folder));
                return wanted ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && filter.accepts(relative(file))) {
                    files.add(describe(relative(file), attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // gone between the listing of its folder and the look at it
                }
                throw failure;
            }
        });
        return files;
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    @Override
    public Optional<StoredFile> find(String path) throws IOException {
        try {
            return Optional.of(describe(path, Files.readAttributes(root.resolve(path), BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static StoredFile describe(String path, BasicFileAttributes attributes) {
        return new StoredFile(
                path, attributes.size(), attributes.lastModifiedTime().toMillis(), null);
    }

    @Override
    public InputStream open(StoredFile file, long offset) throws IOException {
        InputStream in;
        try {
            in = Files.newInputStream(root.resolve(file.path()));
        } catch (IOException e) {
            throw new MissingFileException("Cannot read " + file.path() + ": " + e, e);
        }
        in.skipNBytes(offset);
        return in;
    }

    @Override
    public void delete(StoredFile file) throws IOException {
        try {
            Files.deleteIfExists(root.resolve(file.path()));
        } catch (IOException e) {
            throw new AccessRefusedException("Cannot delete " + file.path() + " in " + root + ": " + e, e);
        }
    }

    @Override
    public void move(StoredFile file, String target) throws IOException {
        Path to = root.resolve(target);
        try {
            Files.createDirectories(to.getParent());
            Files.move(root.resolve(file.path()), to);
        } catch (IOException e) {
            throw new AccessRefusedException("Cannot move " + file.path() + " to " + to + ": " + e, e);
        }
    }

    @Override
    public Optional<Path> localPath(StoredFile file) {
        return Optional.of(root.resolve(file.path()));
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
