package dev.bobbin.maven;

import dev.bobbin.compiler.ClassSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.List;

/**
 * Class files in jars and directories, and those of the JDK.
 *
 * <p>Read past the JVM's cache of open jars: whoever closes one from there, a class loader say, closes it for all others that read it, and
 * Maven may build several modules at once. The loader holds its jars open, so that to open one anew for a class costs little.
 */
final class Libraries implements Closeable {
    private final URLClassLoader loader;

    Libraries(List<Path> classPath) throws MalformedURLException {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classPath.get(i).toUri().toURL();
        }
        this.loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    ClassSource classFiles() {
        return name -> {
            URL file = loader.getResource(name + ".class");
            return file == null ? null : content(file);
        };
    }

    private static byte[] content(URL file) {
        try {
            URLConnection connection = file.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
