import static dev.bobbin.Async.done;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Bridge;
import dev.bobbin.Clock;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpConnection;
import dev.bobbin.net.TcpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The JDK's XML parser reads documents from connections, on which they come piece by piece: a hundred at once, and while they wait they
 * have no worker. Neither the parser nor {@code total} knows of coroutines.
 *
 * <p>On JDK 17 to 20 it prints the same, with a thread for each document, and says so.
 */
class NoColour {
    private static final int ORDERS = 100;
    private static final int ITEMS = 10;

    /** Plain Java. */
    static int total(InputStream in) throws XMLStreamException {
        XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
        int total = 0;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("item")) {
                total += Integer.parseInt(xml.getAttributeValue(null, "price"));
            }
        }
        return total;
    }

    static Async<Integer> order(InetSocketAddress shop) throws IOException {
        try (TcpConnection connection = Tcp.connect(shop).await()) {
            return done(Bridge.run(() -> total(connection.input())).await());
        }
    }

    /** Sends an order, an item every 10 ms. */
    static Async<Void> sell(TcpConnection customer) throws IOException {
        try (customer) {
            customer.writeFully(utf8("<order>")).await();
            for (int i = 1; i <= ITEMS; i++) {
                customer.writeFully(utf8("<item price='" + i + "'/>")).await();
                Clock.sleep(Duration.ofMillis(10)).await();
            }
            customer.writeFully(utf8("</order>")).await();
        }
        return done();
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    static Async<Void> serve(TcpServer shop) throws IOException {
        try (Scope scope = Scope.open()) {
            for (int i = 0; i < ORDERS; i++) {
                TcpConnection customer = shop.accept().await();
                scope.spawn(() -> sell(customer));
            }
            scope.join().await();
        }
        return done();
    }

    static Async<Integer> all() throws IOException {
        try (TcpServer shop = Tcp.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Scope scope = Scope.open()) {
            scope.spawn(() -> serve(shop));
            List<Task<Integer>> orders = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                orders.add(scope.spawn(() -> order(shop.localAddress())));
            }
            scope.join().await();
            int sum = 0;
            for (Task<Integer> order : orders) {
                sum += order.await();
            }
            return done(sum);
        }
    }

    public static void main(String[] args) throws IOException {
        System.out.println(ORDERS + " orders, together " + Bobbin.<Integer>run(NoColour::all));
    }
}
