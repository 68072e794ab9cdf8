/* What the benches "native" and "blocking" call: nothing worth a call, and a call that does not come back for a while. */
#include <pthread.h>
#include <stdint.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t opened = PTHREAD_COND_INITIALIZER;
static int open_now = 0;

/* By the Foreign Function API. */
int64_t next(int64_t x) { return x + 1; }

/* By JNI: the first two arguments are its environment and the class. No header of a JDK's is needed for that. */
int64_t Java_dev_bobbin_lab_ccall_JniCalls_next(void *environment, void *owner, int64_t x) { return x + 1; }

/* Blocks the thread until somebody has released all. */
void Java_dev_bobbin_lab_ccall_JniCalls_hold(void *environment, void *owner) {
    pthread_mutex_lock(&lock);
    while (!open_now) {
        pthread_cond_wait(&opened, &lock);
    }
    pthread_mutex_unlock(&lock);
}

void Java_dev_bobbin_lab_ccall_JniCalls_release(void *environment, void *owner) {
    pthread_mutex_lock(&lock);
    open_now = 1;
    pthread_cond_broadcast(&opened);
    pthread_mutex_unlock(&lock);
}
