// The bench of sockets: each is piped to itself.
import { createServer } from "node:net";

/** Serves until it is killed. */
export function echo() {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    socket.pipe(socket);
  });
  server.listen({ host: "127.0.0.1", port: 0, backlog: 4096 }, () => console.log(`listening ${server.address().port}`));
}
