package app

import dev.bobbin.Async
import dev.bobbin.Bobbin

interface Handler<T> {
    fun handle(x: T): Async<String>
}

/** Its method takes an `int`, that of the interface an object: the bridge between them opens the box. */
open class Ints : Handler<Int> {
    override fun handle(x: Int): Async<String> {
        Bobbin.yieldNow().await()
        return Async.done("i$x")
    }
}

class MoreInts : Ints() {
    override fun handle(x: Int): Async<String> {
        val base: String = super.handle(x).await()
        return Async.done("more $base")
    }
}

class Longs : Handler<Long> {
    override fun handle(x: Long): Async<String> {
        Bobbin.yieldNow().await()
        return Async.done("l$x")
    }
}

class Booleans : Handler<Boolean> {
    override fun handle(x: Boolean): Async<String> = Async.done("b$x")
}

open class Chars : Handler<Char> {
    override fun handle(x: Char): Async<String> {
        val one: Int = Lib.plusOne(1).await()
        return Async.done(if (one == 2) "c$x" else "")
    }
}

class Doubles : Handler<Double> {
    override fun handle(x: Double): Async<String> {
        Bobbin.yieldNow().await()
        return Async.done("d$x")
    }
}

object Handlers {
    private fun <T> call(handler: Handler<T>, x: T): Async<String> {
        val said: String = handler.handle(x).await()
        return Async.done("$said ")
    }

    private fun all(): Async<String> {
        val ints: String = call(Ints(), 3).await() + call(MoreInts(), 4).await()
        val others: String = call(Longs(), 5L).await() + call(Booleans(), false).await() + call(Chars(), 'x').await()
        val doubles: String = call(Doubles(), 0.5).await()
        return Async.done(ints + others + doubles + Ints().handle(6).await())
    }

    @JvmStatic
    fun run(): Any? = Bobbin.run { all() }
}
