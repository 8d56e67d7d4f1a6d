/* How a static program starts on x86-64: what glibc 2.36's __libc_start_main()
 * does (csu/libc-start.c), in its order, but for what it asks the processor and
 * for when it calls the libraries' constructors (start.h).
 *
 * glibc describes the processor with some seventy cpuid instructions, most of
 * them for the sizes of caches. On a virtual machine each is an exit to the
 * host, 11 us where this was measured: .78 of the .90 ms of a program that does
 * nothing, more than reading, judging and answering a message. Two of them are
 * enough here, or four on old processors: what glibc and its libm choose
 * functions by. libm must choose as ever, since exp() with and without fused
 * multiplication may differ in the last digit, and a verdict must not.
 *
 * Left out besides, on purpose: tunables of the processor (glibc.cpu.*), the
 * name of the platform, and the level of its instruction set. Without that
 * dlopen() refuses every library. A static program calls it in getpwuid() and
 * the like where /etc/nsswitch.conf names more than files, and a library that
 * was loaded then would find sizes of caches that are not set.
 *
 * The names below are the library's own, and only an archive has them:
 * static.cmake takes this file for that one version of glibc, and the library's
 * start for any other. It must not be compiled with the stack protector, whose
 * guard is set here, nor call memcpy() and its kin before they are chosen.
 * There is nothing to relocate: it is for programs at a fixed address. */
#include "start.h"

#include <cpuid.h>
#include <elf.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/platform/x86.h>
#include <unistd.h>

#if !defined __x86_64__ || __GLIBC__ != 2 || __GLIBC_MINOR__ != 36
#error "This start is x86-64's and glibc 2.36's"
#endif

typedef void constructor(int argc, char **argv, char **environment);

extern void *__libc_stack_end;
extern uint64_t _dl_hwcap;
extern void *_dl_random;
extern int __libc_enable_secure;
extern const Elf64_Rela __rela_iplt_start[], __rela_iplt_end[];
extern constructor *__preinit_array_start[], *__preinit_array_end[];
extern constructor *__init_array_start[], *__init_array_end[];
extern void (*__fini_array_start[])(void), (*__fini_array_end[])(void);
void _dl_aux_init(Elf64_auxv_t *values);
void __tunables_init(char **environment);
void __libc_setup_tls(void);
void __libc_early_init(_Bool initial);
void __libc_init_first(int argc, char **argv, char **environment);
void __libc_check_standard_fds(void);
int __cxa_atexit(void (*function)(void *), void *argument, void *library);
void *_dl_debug_initialize(Elf64_Addr load_base, long space);
void _init(void);
void _fini(void);
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv,
		      void (*init)(void), void (*fini)(void),
		      void (*rtld_fini)(void), void *stack_end);

/* The folder of the program, for libraries that name it as $ORIGIN: there are
 * none, and glibc asks the kernel for it each time a static program starts.
 * -1 says that it is not known. */
const char *_dl_get_origin(void);
const char *_dl_get_origin(void)
{
	return (const char *)-1; /* NOLINT(performance-no-int-to-ptr) */
}

/* What memcpy() and memset() go by, in bytes, where glibc knows no sizes of
 * caches (sysdeps/x86/cacheinfo.h and dl-cacheinfo.h). */
enum {
	DATA = 32 << 10,
	SHARED = 1 << 20,
	AROUND = SHARED / 4 * 3,
	REP = 2048
};
long __x86_data_cache_size = DATA, __x86_data_cache_size_half = DATA / 2;
long __x86_shared_cache_size = SHARED,
     __x86_shared_cache_size_half = SHARED / 2;
long __x86_shared_non_temporal_threshold = AROUND;
long __x86_rep_movsb_threshold = REP, __x86_rep_stosb_threshold = REP;
long __x86_rep_movsb_stop_threshold = AROUND;
int __x86_string_control;

/* Tells glibc of one leaf of cpuid; `ebx` and `ecx` are what may be used. */
/* NOLINTBEGIN(performance-no-int-to-ptr) */
static void know(unsigned index, unsigned leaf, unsigned ebx, unsigned ecx)
{
	struct cpuid_feature *to =
		(void *)(uintptr_t)__x86_get_cpuid_feature_leaf(index);
	unsigned *has = to->cpuid_array;
	__cpuid_count(leaf, 0, has[0], has[1], has[2], has[3]);
	to->active_array[1] = has[1] & ebx;
	to->active_array[2] = has[2] & ecx;
}

/* AMD's fused multiplication of 2011 to 2014, where there is no other. */
static void know_fma4(void)
{
	const unsigned leaf = 0x80000001;
	if (__get_cpuid_max(leaf & 0x80000000, NULL) >= leaf)
		know(CPUID_INDEX_80000001, leaf, 0, bit_FMA4);
}

/* Fused multiplication and 32-byte strings are used where the system keeps the
 * wide registers, as update_active() of sysdeps/x86/cpu-features.c has it.
 * Every x86-64 processor has leaf 1; one without leaf 7 answers with its last,
 * which has none of the bits asked for together with FMA. */
static void know_processor(void)
{
	enum {
		ERMS = 1 << 9,           /* of leaf 7 */
		FAST_UNALIGNED = 1 << 9, /* AVX_Fast_Unaligned_Load */
		WIDE = 1 << 1 | 1 << 2   /* XCR0: SSE and AVX state */
	};
	unsigned low = 0, high;
	know(CPUID_INDEX_1, 1, 0, bit_SSE4_1 | bit_FMA | bit_MOVBE);
	know(CPUID_INDEX_7, 7, bit_AVX2 | bit_BMI2 | ERMS, 0);
	if (CPU_FEATURE_PRESENT(OSXSAVE))
		__asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
	if ((low & WIDE) != WIDE) {
		know(CPUID_INDEX_1, 1, 0, bit_SSE4_1);
		know(CPUID_INDEX_7, 7, ERMS, 0);
	} else if (!CPU_FEATURE_ACTIVE(AVX2)) {
		know_fma4();
	} else {
		/* struct cpu_features: the word behind the last leaf. */
		unsigned *preferred =
			(void *)(uintptr_t)(__x86_get_cpuid_feature_leaf(
						    CPUID_INDEX_14_ECX_0) +
					    1);
		*preferred |= FAST_UNALIGNED;
	}
}

/* Functions of which there are several for several processors. */
static void choose_functions(void)
{
	for (const Elf64_Rela *r = __rela_iplt_start; r < __rela_iplt_end;
	     r++) {
		Elf64_Addr (*choose)(void) =
			(Elf64_Addr(*)(void))(uintptr_t)r->r_addend;
		*(Elf64_Addr *)(uintptr_t)r->r_offset = choose();
	}
}
/* NOLINTEND(performance-no-int-to-ptr) */

/* What a start runs of the C library lies between those that choose: a page
 * fault every 64 KB, thirteen in all, which one call saves, and with them 4 %
 * of a program that does nothing or asks furuid (measured on a virtual machine
 * where a fault costs some 5 us). Kernels before 5.14 refuse it, and nothing is
 * lost. madvise() itself would want the thread's errno, which there is not
 * yet. */
static void fetch_library(void)
{
	enum {
		PAGE = 4 << 10,
		MOST = 2 << 20,
		MADVISE = 28,
		POPULATE_READ = 22
	};
	uint64_t from = UINT64_MAX, to = 0;
	for (const Elf64_Rela *r = __rela_iplt_start; r < __rela_iplt_end;
	     r++) {
		uint64_t at = (uint64_t)r->r_addend;
		from = at < from ? at : from;
		to = at > to ? at : to;
	}
	from = from / PAGE * PAGE;
	if (to < from || to - from > MOST)
		return;
	long result = MADVISE;
	__asm__ volatile("syscall"
			 : "+a"(result)
			 : "D"(from), "S"(to - from + 1), "d"(POPULATE_READ)
			 : "rcx", "r11", "memory");
}

/* The words at random the kernel gives: against overwritten return addresses
 * (its first byte is 0, to end a string) and stored ones. */
static void set_guards(void)
{
	const uint64_t *random = _dl_random;
	uint64_t stack = random[0] & ~(uint64_t)0xff;
	__asm__ volatile("movq %0, %%fs:0x28" : : "r"(stack));
	__asm__ volatile("movq %0, %%fs:0x30" : : "r"(random[1]));
}

static struct {
	int argc;
	char **argv;
	_Bool constructed;
} program;

static void call_each(constructor **from, constructor **to)
{
	for (; from < to; from++)
		(*from)(program.argc, program.argv, environ);
}

void furui_construct(void)
{
	if (program.constructed)
		return;
	program.constructed = 1;
	call_each(__init_array_start, __init_array_end);
}

/* What was not constructed has nothing to tear down. */
static void call_fini(void *unused)
{
	(void)unused;
	if (!program.constructed)
		return;
	for (void (**f)(void) = __fini_array_end; f > __fini_array_start;)
		(*--f)();
	_fini();
}

/* `init` and `fini` are no longer used by glibc's start files; `rtld_fini` is
 * NULL where there is no dynamic linker. The first thread must return from
 * main() or call exit(): pthread_exit() has no place to return to. */
int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv,
		      void (*init)(void), void (*fini)(void),
		      void (*rtld_fini)(void), void *stack_end)
{
	(void)init;
	(void)fini;
	(void)rtld_fini;
	fetch_library();
	char **end = environ = argv + argc + 1;
	__libc_stack_end = stack_end;
	while (*end)
		end++;
	_dl_aux_init((void *)(end + 1));
	__tunables_init(environ);
	know_processor();
	_dl_hwcap = 1U << 1; /* HWCAP_X86_64 */
	choose_functions();
	__libc_setup_tls();
	set_guards();
	__libc_early_init(1);
	__libc_init_first(argc, argv, environ);
	(void)__cxa_atexit(call_fini, NULL, NULL);
	if (__libc_enable_secure)
		__libc_check_standard_fds();
	program.argc = argc;
	program.argv = argv;
	call_each(__preinit_array_start, __preinit_array_end);
	_init();
	(void)_dl_debug_initialize(0, 0);
	exit(main(argc, argv, environ));
}
