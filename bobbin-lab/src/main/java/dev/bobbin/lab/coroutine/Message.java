package dev.bobbin.lab.coroutine;

/** What is handed to coroutines: objects that exist, so that no figure has the price of a box. */
enum Message {
    GO,
    END
}
