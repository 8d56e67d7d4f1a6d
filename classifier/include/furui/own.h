/* Who the user is: addresses, and which mail was the user's own. Learned from
 * sent mail, published beside the model as the file `own`. */
#ifndef FURUI_OWN_H
#define FURUI_OWN_H

#include <stdbool.h>
#include <stdint.h>

#include "furui/buffer.h"
#include "furui/error.h"

enum {
	FURUI_OWN_IDS = 100000, /* message ids remembered, the newest */
	FURUI_OWN_NAMES = 1000, /* addresses, and as many hosts */
	FURUI_OWN_NAME = 254,   /* bytes of one */
};

/* As a message is judged: what was published, and what is configured. */
struct furui_own;

/* Knows nothing yet. */
void furui_own_new(struct furui_own **out);

/* Maps the file in the store's folder. FURUI_ERROR_ABSENT when there is none;
 * FURUI_ERROR_DAMAGED or _VERSION when it cannot be used. */
int furui_own_open(struct furui_own **out, const char *folder,
		   struct furui_error *err);

/* The same of bytes in memory, borrowed for its life. */
int furui_own_of_bytes(struct furui_own **out, const void *bytes, size_t size,
		       struct furui_error *err);
void furui_own_free(struct furui_own **own);

/* Adds an address (user@host), or a host of message ids: "host.example", or
 * "*.host.example" for all below it. FURUI_ERROR_INPUT when it is none. */
int furui_own_add_address(struct furui_own *own, const char *text,
			  struct furui_error *err);
int furui_own_add_host(struct furui_own *own, const char *text,
		       struct furui_error *err);

/* Adds the addresses and hosts of `more`. */
void furui_own_join(struct furui_own *own, const struct furui_own *more);

/* Case does not matter. */
bool furui_own_is_address(const struct furui_own *own, const char *text,
			  size_t size);
bool furui_own_is_host(const struct furui_own *own, const char *text,
		       size_t size);

/* A relay's name: of a domain that the user's addresses or ids have, or below
 * one. */
bool furui_own_is_route(const struct furui_own *own, const char *text,
			size_t size);

/* A message id without its angle brackets: exactly one of the sent mail. */
bool furui_own_is_id(const struct furui_own *own, const char *text,
		     size_t size);

bool furui_own_has_addresses(const struct furui_own *own);
bool furui_own_has_hosts(const struct furui_own *own);
uint64_t furui_own_id_count(const struct furui_own *own);

/* The same for the same addresses and hosts; 0 without any. */
uint64_t furui_own_fingerprint(const struct furui_own *own);

/* What is remembered of one sent message. */
struct furui_own_id {
	uint64_t hash; /* furui_own_hash() of its id */
	int64_t date;  /* Unix time; 0 unknown */
};

uint64_t furui_own_hash(const char *id, size_t size);

/* Names in bytewise order, small letters. */
struct furui_names {
	char **names;
	size_t count;
};

/* The facts as the store keeps them. All zero: none. */
struct furui_own_facts {
	struct furui_names addresses, hosts;
	struct furui_buffer ids; /* struct furui_own_id; by hash when
				    settled */
};

/* 1 when it is new, 0 when it is known, -1 with FURUI_ERROR_INPUT when it is
 * none or there are too many. */
int furui_own_facts_add_address(struct furui_own_facts *facts, const char *text,
				size_t size, struct furui_error *err);
int furui_own_facts_add_host(struct furui_own_facts *facts, const char *text,
			     size_t size, struct furui_error *err);
void furui_own_facts_add_id(struct furui_own_facts *facts, uint64_t hash,
			    int64_t date);

/* What a sent message tells: who it is from, its id. Its own Date counts, or
 * `delivered`. -1 when there would be too many. */
int furui_own_facts_add_message(struct furui_own_facts *facts,
				const void *bytes, size_t size,
				int64_t delivered, struct furui_error *err);

/* Sorts the ids, each once, and keeps the newest. */
void furui_own_facts_settle(struct furui_own_facts *facts);
size_t furui_own_facts_id_count(const struct furui_own_facts *facts);
bool furui_own_facts_are_empty(const struct furui_own_facts *facts);
void furui_own_facts_free(struct furui_own_facts *facts);

/* Appends the file's bytes; facts must be settled. */
void furui_own_encode(const struct furui_own_facts *facts,
		      struct furui_buffer *out);

/* Writes the file unless it is the same already; removes it when the facts are
 * none. */
int furui_own_publish(const struct furui_own_facts *facts, const char *folder,
		      struct furui_error *err);

#endif
