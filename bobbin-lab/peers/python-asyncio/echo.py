"""The bench of sockets: a task for each connection, by asyncio's streams."""

import asyncio


async def serve(reader, writer):
    while data := await reader.read(64):
        writer.write(data)
        await writer.drain()
    writer.close()


async def echo(_):
    """Serves until it is killed."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096)
    print(f"listening {server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()
