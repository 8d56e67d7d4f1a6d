/* Reads the lines of a dump that say who the user is. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "text.h"

static int add_name(struct load *load, const char *text, bool address,
		    struct furui_error *err)
{
	struct furui_buffer *name = &load->text;
	struct furui_error reason;
	name->size = 0;
	if (text_unescape(name, text, strlen(text)) < 0)
		return load_wrong(load, "a name that is none", err);
	int added = (address ? furui_own_facts_add_address
			     : furui_own_facts_add_host)(
		&load->own, furui_buffer_terminate(name), name->size, &reason);
	if (added < 0)
		return load_wrong(load, reason.text, err);
	return added ? 0 : load_wrong(load, "a name twice", err);
}

static int add_id(struct load *load, const char *at, struct furui_error *err)
{
	char *stop;
	int64_t date;
	uint64_t hash = strtoull(at, &stop, 16);
	const char *rest = stop + 1;
	if (strspn(at, "0123456789abcdef") != 16 || stop != at + 16 ||
	    *stop != ' ' || load_number(&rest, '\0', INT64_MAX, &date) < 0)
		return load_wrong(load, "expected own id HASH DATE", err);
	furui_own_facts_add_id(&load->own, hash, date);
	return 0;
}

int load_own(struct load *load, const char *at, struct furui_error *err)
{
	load->own_count++;
	if (strncmp(at, "address ", 8) == 0)
		return add_name(load, at + 8, true, err);
	if (strncmp(at, "host ", 5) == 0)
		return add_name(load, at + 5, false, err);
	if (strncmp(at, "id ", 3) == 0)
		return add_id(load, at + 3, err);
	return load_wrong(load, "an unknown line", err);
}

int load_sent(struct load *load, const char *at, struct furui_error *err)
{
	int64_t when, messages;
	struct furui_buffer path = {0};
	int result = -1;
	if (load_number(&at, ' ', INT64_MAX, &when) < 0 ||
	    load_number(&at, ' ', INT64_MAX, &messages) < 0 ||
	    strncmp(at, "from ", 5) != 0 ||
	    text_unescape(&path, at + 5, strlen(at + 5)) < 0) {
		(void)load_wrong(load,
				 "expected # sent SECONDS MESSAGES from PATH",
				 err);
	} else {
		const struct furui_sent sent = {furui_buffer_terminate(&path),
						when, (uint64_t)messages};
		result = furui_store_note_sent(load->store, &sent, err);
	}
	furui_buffer_free(&path);
	return result;
}

int load_own_end(struct load *load, struct furui_error *err)
{
	if (!load->own_count)
		return 0;
	furui_own_facts_settle(&load->own);
	size_t count = load->own.addresses.count + load->own.hosts.count +
		       furui_own_facts_id_count(&load->own);
	if (count != load->own_count)
		return load_wrong(load, "an id twice, or too many", err);
	return furui_store_set_own(load->store, &load->own, err);
}
