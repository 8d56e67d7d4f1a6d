/* options: the command line as bogofilter's users type it. */
#include <stdlib.h>
#include <string.h>

#include "furui/buffer.h"
#include "options.h"
#include "unit.h"

enum {
	WORDS = 16
};

/* Splits at blanks; "_" is an empty word. Returns argc. */
static int split(const char *line, char *room, char **argv)
{
	int argc = 0;
	static char name[] = "furui";
	argv[argc++] = name;
	memcpy(room, line, strlen(line) + 1);
	char *save = NULL;
	for (char *word = strtok_r(room, " ", &save); word;
	     word = strtok_r(NULL, " ", &save))
		argv[argc++] = word;
	argv[argc] = NULL;
	return argc;
}

/* What was understood, as text. */
static void describe(const struct furui_options *o, struct furui_buffer *out)
{
	const struct {
		bool set;
		const char *word;
	} flags[] = {
		{o->pass, "pass"},
		{o->embed, "embed"},
		{o->update, "update"},
		{o->tempfail, "tempfail"},
		{o->log, "log"},
		{o->quiet, "quiet"},
		{o->json, "json"},
		{o->tokens, "tokens"},
		{!o->bogosity, "no-bogosity"},
		{o->learn_spam, "+spam"},
		{o->learn_ham, "+ham"},
		{o->forget_spam, "-spam"},
		{o->forget_ham, "-ham"},
		{o->no_config, "no-config"},
		{o->action == FURUI_SHOW_HELP, "help"},
		{o->action == FURUI_SHOW_VERSION, "version"},
		{o->action == FURUI_SHOW_QUERY, "query"},
		{o->source == FURUI_ONE_MBOX, "mbox"},
		{o->source == FURUI_NAMES, "names"},
		{o->source == FURUI_PATHS, "paths"},
	};
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (flags[i].set)
			furui_buffer_printf(out, "%s ", flags[i].word);
	const struct {
		const char *value, *word;
	} values[] = {{o->input, "I"},
		      {o->output, "O"},
		      {o->store, "d"},
		      {o->config, "c"},
		      {o->log_tag, "L"}};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		if (values[i].value)
			furui_buffer_printf(out, "%s=%s ", values[i].word,
					    values[i].value);
	if (o->verbose || o->terse || o->fixed)
		furui_buffer_printf(out, "v%u t%u T%u ", o->verbose, o->terse,
				    o->fixed);
	if (o->jobs)
		furui_buffer_printf(out, "jobs=%u ", o->jobs);
	if (o->cutoffs.spam != furui_default_cutoffs.spam ||
	    o->cutoffs.ham != furui_default_cutoffs.ham)
		furui_buffer_printf(out, "o=%g,%g ", o->cutoffs.spam,
				    o->cutoffs.ham);
	for (int i = 0; i < o->path_count; i++)
		furui_buffer_printf(out, "<%s> ", o->paths[i]);
	for (int i = 0; i < o->ineffective_count; i++)
		furui_buffer_printf(out, "!%s ", o->ineffective[i]);
}

static const struct {
	const char *line, *want;
} good[] = {
	{"", ""},
	{"-p -e", "pass embed "},
	{"-pe", "pass embed "},
	{"-u -e -p", "pass embed update "},
	{"--passthrough --ham-true --update-as-scored", "pass embed update "},
	{"-s", "+spam "},
	{"-Ns", "+spam -ham "},
	{"-Sn", "+ham -spam "},
	{"-N -s -I FILE", "+spam -ham I=FILE "},
	{"-n -S -I FILE", "+ham -spam I=FILE "},
	{"--register-spam", "+spam "},
	{"--register-ham", "+ham "},
	{"--unregister-spam", "-spam "},
	{"--unregister-nonspam", "-ham "},
	{"-T -b", "names v0 t0 T1 "},
	{"-TTT", "v0 t0 T3 "},
	{"-vvd DIR -t", "d=DIR v2 t1 T0 "},
	{"-dDIR -IFILE -OOUT", "I=FILE O=OUT d=DIR "},
	{"--bogofilter-dir=DIR", "d=DIR "},
	{"--bogofilter-dir DIR", "d=DIR "},
	{"--store DIR -c FILE -C", "no-config d=DIR c=FILE "},
	{"-B a -v b", "paths v1 t0 T0 <a> <b> "},
	{"-vB -- -a -", "paths v1 t0 T0 <-a> <-> "},
	{"--classify-files a", "paths <a> "},
	{"-M", "mbox "},
	{"-M -b", "names "},
	{"-b -M", "names "},
	{"-o 0.9", "o=0.9,0.45 "},
	{"-o0.9,0.1", "o=0.9,0.1 "},
	{"-o ,0.3", "o=0.99,0.3 "},
	{"-o 0.5,", "o=0.5,0.45 "},
	{"--spam-cutoff=0.8 --ham_cutoff=0.2", "o=0.8,0.2 "},
	{"--spam_cutoff 0.8", "o=0.8,0.45 "},
	{"--jobs=1", "jobs=1 "},
	{"--jobs 64 -b", "names jobs=64 "},
	{"--tempfail", "tempfail "},
	{"--tempfail=no", ""},
	{"--bogosity-header=no", "no-bogosity "},
	{"-l -L tag", "log L=tag "},
	{"--json --tokens -q", "quiet json tokens "},
	{"-h", "help "},
	{"--version", "version "},
	{"-Q", "query "},
	{"-3 -e -p", "pass embed !-3 "},
	{"-2f -k 4 -y 0 -x m -D -H -R -U",
	 "!-2 !-f !-k !-y !-x !-D !-H !-R !-U "},
	{"-m 0.1,0.2,0.3 --robx=0.5 --unicode=yes", "!-m !--robx !--unicode "},
};

static const struct {
	const char *line, *want;
	bool pass;
} bad[] = {
	{"--nonsense -p", "unknown option --nonsense; furui -h lists them",
	 true},
	{"--jobs=0", "--jobs is a number from 1 to 64, not 0", false},
	{"--jobs=65", "--jobs is a number from 1 to 64, not 65", false},
	{"--jobs=2x", "--jobs is a number from 1 to 64, not 2x", false},
	{"--jobs=", "--jobs is a number from 1 to 64, not ", false},
	{"-pz", "unknown option -z; furui -h lists them", true},
	{"-e -d", "option -d needs a value", false},
	{"--store", "option --store needs a value", false},
	{"--passthrough=x", "option --passthrough takes no value", false},
	{"-o 1.5", "1.5 is no cut-off: give a number from 0 to 1", false},
	{"-o x,0.1", "x is no cut-off: give a number from 0 to 1", false},
	{"-o nan", "nan is no cut-off: give a number from 0 to 1", false},
	{"--tempfail=perhaps", "perhaps: say yes or no", false},
	{"-sn",
	 "of -s -n -S -N only one may be given, or -S with -n, or -N "
	 "with -s",
	 false},
	{"-sS",
	 "of -s -n -S -N only one may be given, or -S with -n, or -N "
	 "with -s",
	 false},
	{"-SN",
	 "of -s -n -S -N only one may be given, or -S with -n, or -N "
	 "with -s",
	 false},
	{"-us", "-u does not go with -s, -n, -S or -N", false},
	{"-p -M", "-p passes one message through: not with -M, -b or -B", true},
	{"-b -B x", "-b and -B do not go together", false},
	{"-B", "-B needs the names of files or folders", false},
	{"-B x -I y", "-B reads what it names: not with -I", false},
	{"x", "what is x? give files with -B, or one message with -I", false},
};

static void test_parse(void)
{
	char room[256], *argv[WORDS + 1];
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		unit_row(good[i].line);
		struct furui_options options;
		struct furui_error err = {0};
		struct furui_buffer got = {0};
		int argc = split(good[i].line, room, argv);
		CHECK_INT(furui_options_parse(&options, argc, argv, &err), 0);
		describe(&options, &got);
		CHECK_TEXT(furui_buffer_terminate(&got), good[i].want);
		furui_buffer_free(&got);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		unit_row(bad[i].line);
		struct furui_options options;
		struct furui_error err = {0};
		int argc = split(bad[i].line, room, argv);
		CHECK_INT(furui_options_parse(&options, argc, argv, &err), -1);
		CHECK_TEXT(err.text, bad[i].want);
		CHECK_INT(options.pass, bad[i].pass);
	}
	unit_row("");
}

static int warned;

static void warn(const char *key)
{
	CHECK_TEXT(key, "no_such_key");
	warned++;
}

/* The command line wins over the configuration. */
static void test_set(void)
{
	char room[256], *argv[WORDS + 1];
	struct furui_options o;
	struct furui_error err = {0};
	int argc = split("-o 0.9", room, argv);
	CHECK_INT(furui_options_parse(&o, argc, argv, &err), 0);
	CHECK_INT(furui_options_set(&o, "spam_cutoff", "0.7", warn, &err), 0);
	CHECK_INT(furui_options_set(&o, "ham_cutoff", "0.1", warn, &err), 0);
	CHECK_INT(furui_options_set(&o, "robx", "0.1", warn, &err), 0);
	CHECK_INT(furui_options_set(&o, "tempfail", "yes", warn, &err), 0);
	CHECK_NEAR(o.cutoffs.spam, 0.9, 0);
	CHECK_NEAR(o.cutoffs.ham, 0.1, 0);
	CHECK(o.tempfail);
	CHECK_INT(furui_options_set(&o, "store", "a", warn, &err), 0);
	CHECK_INT(furui_options_set(&o, "bogofilter_dir", "b", warn, &err), 0);
	CHECK_TEXT(o.store, "b");
	CHECK_INT(furui_options_set(&o, "ham_cutoff", "x", warn, &err), -1);
	CHECK_INT(warned, 0);
	/* What is no key, and what only the command line may say. */
	CHECK_INT(furui_options_set(&o, "no_such_key", "1", warn, &err), 0);
	CHECK_INT(warned, 1);
	furui_options_free(&o);

	argc = split("-d c", room, argv);
	CHECK_INT(furui_options_parse(&o, argc, argv, &err), 0);
	CHECK_INT(furui_options_set(&o, "store", "a", warn, &err), 0);
	CHECK_TEXT(o.store, "c");
	furui_options_free(&o);
}

int main(void)
{
	test_parse();
	test_set();
	return unit_end();
}
