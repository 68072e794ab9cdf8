package dev.bobbin.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code bobbin --version} prints: Bobbin's version, as the jar's manifest has it, and the JDK's. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "bobbin " + (version == null ? "(built from a working tree)" : version),
            "on JDK " + Runtime.version() + ", " + System.getProperty("java.home")
        };
    }
}
