package corpus.receivers.hidden;

/** What everybody may see of a {@link Greetings}' results. */
public interface Greeting {
    String text();
}
