/* Cuts the power at the n-th operation on files below a folder, for tests: loaded with LD_PRELOAD.
 *
 * CUT_ROOT  the folder; nothing outside of it is counted
 * CUT_AT    the number of the operation that does not happen any more
 * CUT_HOW   "power": whatever was written and not flushed is lost, and the program ends there and then
 *           "full":  this operation and every later write is refused, as by a disk that is full
 *           "names": as "power", and names that were given and not flushed are lost too
 * CUT_COUNT a file that receives the number of operations when the program ends by itself
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* What a file holds on the disk for certain. */
static struct { dev_t dev; ino_t ino; int fd; off_t safe; } dirty[MOST];
static int dirty_count;
/* A name that was given and not flushed: its folder, and what stood there before. */
static struct { char from[PATH_MAX], to[PATH_MAX]; char *old; off_t size; int had; } moved[MOST];
static int moved_count;
static long done;
static int busy;

/* A program that this one starts only passes bytes through a pipe: what is counted and cut is here. */
__attribute__((constructor)) static void alone(void) { unsetenv("LD_PRELOAD"); }

static const char *setting(const char *name) { const char *s = getenv(name); return s ? s : ""; }
static int is(const char *how) { return strcmp(setting("CUT_HOW"), how) == 0; }

static int below(const char *path) {
    const char *root = setting("CUT_ROOT");
    return *root && path && strncmp(path, root, strlen(root)) == 0;
}

static int fd_below(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static char *folder_of(const char *path, char *out) {
    snprintf(out, PATH_MAX, "%s", path);
    char *slash = strrchr(out, '/');
    if (slash) *slash = 0;
    return out;
}

static void cut(void) {
    busy = 1;
    for (int i = 0; i < dirty_count; i++)
        if (dirty[i].fd >= 0 && ftruncate(dirty[i].fd, dirty[i].safe)) { /* it was given away */ }
    if (is("names"))
        for (int i = moved_count - 1; i >= 0; i--) {
            if (!*moved[i].to) continue;
            REAL(rename)(moved[i].to, moved[i].from);
            if (!moved[i].had) continue;
            int fd = REAL(open)(moved[i].to, O_WRONLY | O_CREAT | O_TRUNC, 0644);
            if (fd >= 0 && REAL(write)(fd, moved[i].old, moved[i].size) >= 0) close(fd);
        }
    _exit(137);
}

/* Counts an operation. Whether it is refused. */
static int counted(void) {
    long at = atol(setting("CUT_AT"));
    done++;
    if (!at || done < at) return 0;
    if (!is("full")) cut();
    errno = ENOSPC;
    return 1;
}

static void note_write(int fd) {
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode)) return;
    for (int i = 0; i < dirty_count; i++)
        if (dirty[i].dev == st.st_dev && dirty[i].ino == st.st_ino) {
            if (dirty[i].fd < 0) { dirty[i].fd = dup(fd); dirty[i].safe = st.st_size; }
            return;
        }
    if (dirty_count == MOST) return;
    dirty[dirty_count].dev = st.st_dev;
    dirty[dirty_count].ino = st.st_ino;
    dirty[dirty_count].fd = dup(fd);
    dirty[dirty_count++].safe = st.st_size;
}

static void note_flush(int fd, const char *path) {
    struct stat st;
    if (fstat(fd, &st)) return;
    if (S_ISDIR(st.st_mode))
        for (int i = 0; i < moved_count; i++) {
            char folder[PATH_MAX];
            if (strcmp(folder_of(moved[i].to, folder), path) == 0) *moved[i].to = 0;
        }
    for (int i = 0; i < dirty_count; i++)
        if (dirty[i].dev == st.st_dev && dirty[i].ino == st.st_ino && dirty[i].fd >= 0) {
            close(dirty[i].fd);
            dirty[i].fd = -1;
        }
}

static void note_move(const char *from, const char *to) {
    struct stat st;
    if (moved_count == MOST || !is("names")) return;
    int i = moved_count;
    moved[i].had = 0;
    int fd = REAL(open)(to, O_RDONLY);
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        moved[i].old = malloc(st.st_size + 1);
        moved[i].size = read(fd, moved[i].old, st.st_size);
        moved[i].had = 1;
    }
    if (fd >= 0) close(fd);
    snprintf(moved[i].from, PATH_MAX, "%s", from);
    snprintf(moved[i].to, PATH_MAX, "%s", to);
    moved_count++;
}

#define ON_FD(fd, note)                                  \
    char path_[PATH_MAX];                                \
    if (!busy && fd_below(fd, path_)) {                  \
        int refused_ = counted();                        \
        if (refused_) return -1;                         \
        note;                                            \
    }
#define ON_PATH(path)                                    \
    if (!busy && below(path) && counted()) return -1;

ssize_t write(int fd, const void *bytes, size_t n) { ON_FD(fd, note_write(fd)) return REAL(write)(fd, bytes, n); }
ssize_t writev(int fd, const struct iovec *v, int n) { ON_FD(fd, note_write(fd)) return REAL(writev)(fd, v, n); }
ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) { ON_FD(fd, note_write(fd)) return REAL(pwrite64)(fd, bytes, n, at); }
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) { ON_FD(fd, note_write(fd)) return REAL(pwrite)(fd, bytes, n, at); }
int ftruncate(int fd, off_t n) { if (busy) return REAL(ftruncate)(fd, n); ON_FD(fd, note_write(fd)) return REAL(ftruncate)(fd, n); }
int ftruncate64(int fd, off64_t n) { ON_FD(fd, note_write(fd)) return REAL(ftruncate64)(fd, n); }

int fsync(int fd) {
    ON_FD(fd, (void)0)
    int result = REAL(fsync)(fd);
    char path[PATH_MAX];
    if (fd_below(fd, path)) note_flush(fd, path);
    return result;
}
int fdatasync(int fd) {
    ON_FD(fd, (void)0)
    int result = REAL(fdatasync)(fd);
    char path[PATH_MAX];
    if (fd_below(fd, path)) note_flush(fd, path);
    return result;
}

int rename(const char *from, const char *to) { ON_PATH(to) if (!busy && below(to)) note_move(from, to); return REAL(rename)(from, to); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
    ON_PATH(to)
    if (!busy && below(to)) note_move(from, to);
    return REAL(renameat2)(a, from, b, to, flags);
}
int link(const char *from, const char *to) { ON_PATH(to) return REAL(link)(from, to); }
int mkdir(const char *path, mode_t mode) { ON_PATH(path) return REAL(mkdir)(path, mode); }
/* A full disk lets files go. */
int unlink(const char *path) { if (!is("full")) { ON_PATH(path) } return REAL(unlink)(path); }

static mode_t mode_of(int flags, va_list rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; }
#define OPEN(name)                                                             \
    int name(const char *path, int flags, ...) {                               \
        va_list rest;                                                          \
        va_start(rest, flags);                                                 \
        mode_t mode = mode_of(flags, rest);                                    \
        va_end(rest);                                                          \
        if (flags & (O_CREAT | O_TRUNC)) { ON_PATH(path) }                     \
        return REAL(name)(path, flags, mode);                                  \
    }
OPEN(open)
OPEN(open64)

__attribute__((destructor)) static void tell(void) {
    const char *file = setting("CUT_COUNT");
    if (!*file) return;
    busy = 1;
    FILE *out = fopen(file, "w");
    if (out) { fprintf(out, "%ld\n", done); fclose(out); }
}
