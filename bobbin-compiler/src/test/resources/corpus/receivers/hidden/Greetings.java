package corpus.receivers.hidden;

/** Its methods are public, the class that they return is not. */
public final class Greetings {
    private Greetings() {}

    public static Polite polite(String name) {
        return new Polite(name);
    }

    public static Polite[] three(String name) {
        return new Polite[] {new Polite(name), new Polite(name + name), new Polite("")};
    }

    static final class Polite extends Base implements Greeting {
        Polite(String name) {
            super(name);
        }

        @Override
        public String text() {
            return "Good day, " + name;
        }
    }

    /** Seen by all, and what a {@code Polite} is to them. */
    public abstract static class Base {
        protected final String name;

        Base(String name) {
            this.name = name;
        }

        public int length() {
            return name.length();
        }
    }
}
