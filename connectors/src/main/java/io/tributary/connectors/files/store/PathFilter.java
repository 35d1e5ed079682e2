package io.tributary.connectors.files.store;

import java.util.List;

/** Which paths below a store's root are wanted: what one of the includes matches and none of the excludes. */
public final class PathFilter {

    private final List<Glob> includes;
    private final List<Glob> excludes;

    /**
     * Reads the globs.
     *
     * @param includes globs; empty means everything
     * @param excludes globs; may be empty
     * @throws IllegalArgumentException if one of them is not a glob
     */
    public PathFilter(List<String> includes, List<String> excludes) {
        this.includes = includes.stream().map(Glob::new).toList();
        this.excludes = excludes.stream().map(Glob::new).toList();
    }

    public boolean accepts(String path) {
        return (includes.isEmpty() || includes.stream().anyMatch(glob -> glob.matches(path)))
                && excludes.stream().noneMatch(glob -> glob.matches(path));
    }

    /** Whether the folder, a path without a slash at its end, may hold accepted files at any depth. */
    boolean mayHold(String folder) {
        return includes.isEmpty() || includes.stream().anyMatch(glob -> glob.mayMatchBelow(folder));
    }
}
