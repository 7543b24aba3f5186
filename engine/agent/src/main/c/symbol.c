/* Which of several implementations of a library's function the dynamic linker has chosen on this machine. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>

#include "native.h"
#include "probewright_agent_bpf_SymbolNative.h"

/*
 * The address of the function in its file's own numbering, or a negated errno. Only for a library that
 * this process runs with already: to load another one would run its code with our rights.
 */
JNIEXPORT jlong JNICALL Java_probewright_agent_bpf_SymbolNative_chosen(JNIEnv *env, jclass c, jstring library,
								       jstring symbol)
{
	const char *path = text(env, library), *name = text(env, symbol);
	jlong result = -ESRCH;
	void *loaded = path && name ? dlopen(path, RTLD_LAZY | RTLD_NOLOAD) : NULL;
	if (loaded) {
		void *function = dlsym(loaded, name);
		struct link_map *home, *asked;
		Dl_info info;
		/* another library may have the name too and come first */
		if (function && dladdr1(function, &info, (void **)&home, RTLD_DL_LINKMAP) &&
		    !dlinfo(loaded, RTLD_DI_LINKMAP, &asked) && home == asked)
			result = (jlong)((uintptr_t)function - home->l_addr);
		dlclose(loaded);
	}
	free_text(env, library, path);
	free_text(env, symbol, name);
	return result;
}
