package dev.bobbin;

/** The next element of a channel, which must not have come to its end. */
final class Receive<T> extends Receiving<T, T> {
    Receive(Channel<T> channel) {
        super(channel);
    }

    @Override
    T received(T element) {
        return element;
    }

    @Override
    T ended() {
        throw channel.closedException("receive()");
    }
}
