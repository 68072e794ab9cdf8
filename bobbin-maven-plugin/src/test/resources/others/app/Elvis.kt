package app

import dev.bobbin.Async
import dev.bobbin.Bobbin

/** Returns out of the middle of expressions, which leave what has been evaluated so far on the operand stack. */
object Elvis {
    private fun other(): Async<Any> {
        Bobbin.yieldNow().await()
        return Async.done("other")
    }

    private fun onAList(list: MutableList<Int>, x: Int?): Async<Any> {
        Bobbin.yieldNow().await()
        return Async.done(list.add(x ?: return other()))
    }

    private fun inAConstructor(x: Int?): Async<String> {
        Bobbin.yieldNow().await()
        return Async.done(kotlin.Pair(1, x ?: return Async.create { it.complete("pair") }).toString())
    }

    private fun aboveALong(y: Long, x: Int?): Async<String> {
        val ten: Int = Lib.plusOne(9).await()
        return Async.done((y + (ten + (x ?: return Async.create { it.complete("later") }))).toString())
    }

    private fun done(x: Int?): Async<Int> {
        val one: Int = Lib.plusOne(0).await()
        return Async.done(one + (x ?: return Async.done(one)))
    }

    private fun doneInAConstructor(x: Int?): Async<Int> {
        Bobbin.yieldNow().await()
        return Async.done(kotlin.Pair(1, x ?: return Async.done(-1)).second)
    }

    private fun inALoop(xs: List<Int?>, list: MutableList<Int>): Async<MutableList<Int>> {
        for (x in xs) {
            val y: Int = Lib.plusOne(x ?: 0).await()
            list.add(y - 1 + (x ?: return Async.create { it.complete(list) }))
        }
        return Async.done(list)
    }

    private fun awaited(x: Async<Int?>): Async<Int> {
        val list = ArrayList<Int>()
        list.add(x.await() ?: return Lib.plusOne(0))
        return Async.done(list.size + 1)
    }

    private fun all(): Async<String> {
        val list = ArrayList<Int>()
        val said = StringBuilder()
        said.append(onAList(list, 1).await()).append(' ').append(onAList(list, null).await()).append(' ').append(list)
        said.append(' ').append(inAConstructor(2).await()).append(' ').append(inAConstructor(null).await())
        said.append(' ').append(aboveALong(1L, 2).await()).append(' ').append(aboveALong(1L, null).await())
        said.append(' ').append(done(null).await()).append(' ').append(doneInAConstructor(2).await())
        said.append(' ').append(doneInAConstructor(null).await())
        said.append(' ').append(inALoop(listOf(0, 5 - 2, null, 7), ArrayList()).await())
        return Async.done(said.append(' ').append(awaited(Async.done(null)).await()).toString())
    }

    @JvmStatic
    fun run(): Any? = Bobbin.run { all() }
}
