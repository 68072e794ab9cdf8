package dev.bobbin.lab.blocking

import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield

/** Coroutines on the default dispatcher; how many threads that has, a property of the library's says. */
internal class KotlinCrew : Crew {
    private val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())

    override fun answer(request: Request) {
        scope.launch {
            request.firstHalf()
            yield()
            request.secondHalf()
        }
    }

    override fun block(hold: Hold, begun: CountDownLatch, ended: CountDownLatch) {
        scope.launch {
            yield()
            begun.countDown()
            hold.block()
            ended.countDown()
        }
    }

    override fun close() {}
}
