/*
 * hl-map as a C library: rules in, events mapped.
 *
 *     hlmap_rules *rules; hlmap_mapper *mapper; hlmap_buffer out = {0};
 *     if (hlmap_rules_load("rules.yml", &rules, NULL) != HLMAP_OK) ...
 *     hlmap_mapper_create(rules, &mapper);
 *     hlmap_map(mapper, event, size, HLMAP_CLOCK, &out);
 *     fwrite(out.bytes, 1, out.size, stdout);
 *
 * Ownership. What a function gives through a pointer to a pointer is freed by the function named for
 * it. A buffer is the caller's: it starts as {0}, the library makes it larger when it must, and
 * hlmap_buffer_free gives it back. Texts that are returned as `const char *` are the library's and
 * last as long as the process. Everything else that is passed in may go as soon as the call returns.
 *
 * Threads. Rules may be used by any number of threads at once. A mapper is used by one thread at a
 * time. The library starts no threads and takes no signals; after fork(), the child may go on with
 * what the forking thread used.
 *
 * Errors. Every function answers every input with a code. Only two things end the process: a defect
 * of the library, and memory that the system does not give to the Swift runtime. Null pointers are
 * HLMAP_INVALID_ARGUMENT, but for the freeing functions, which take NULL and do nothing.
 */
#ifndef HLMAP_H
#define HLMAP_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a call came to. Codes keep their numbers; new ones may be added. */
typedef enum hlmap_code {
  HLMAP_OK = 0,
  /* A pointer is null that must not be, or a text is not UTF-8. */
  HLMAP_INVALID_ARGUMENT = 1,
  /* The rules cannot be read, or have errors; the diagnostics say which. */
  HLMAP_BAD_RULES = 2,
  /* The event was not mapped; hlmap_refusal_of says why. */
  HLMAP_REFUSED = 3,
  /* A rule dropped the event. */
  HLMAP_DROPPED = 4,
  /* There is no memory for the buffer; nothing was written to it. */
  HLMAP_OUT_OF_MEMORY = 5
} hlmap_code;

/* Rules that are loaded and checked; they never change. */
typedef struct hlmap_rules hlmap_rules;

/* What maps events by rules, one after the other. */
typedef struct hlmap_mapper hlmap_mapper;

/* Bytes that the caller owns. `size` of `capacity` bytes are used. */
typedef struct hlmap_buffer {
  uint8_t *bytes;
  size_t size;
  size_t capacity;
} hlmap_buffer;

/* How many of several events became what. */
typedef struct hlmap_counts {
  size_t events;
  /* Events written; rules that emit events give more than one. */
  size_t written;
  size_t dropped;
  size_t refused;
} hlmap_counts;

/* Why an event was not mapped. */
typedef struct hlmap_refusal {
  /* Stable, such as "invalid_json"; "" where the last event was not refused. */
  const char *reason;
  /* For people. */
  const char *message;
  /* The byte of the event where reading it failed. */
  size_t offset;
} hlmap_refusal;

/* Rules see the time of the clock. */
#define HLMAP_CLOCK INT64_MIN

/*
 * Gives the bytes of a file that rules name: appends them to `file` by hlmap_buffer_append and
 * returns 0, or returns 1 where there is no such file and anything else where it cannot be read.
 * Called while the rules load, by the thread that loads them.
 */
typedef int (*hlmap_loader)(void *context, const char *path, hlmap_buffer *file);

/* The version of the library, such as "0.1.0". */
const char *hlmap_version(void);

/* What a code means, for people. */
const char *hlmap_code_message(hlmap_code code);

/*
 * Loads a rule file from the disk.
 *
 * `diagnostics`, which may be null, becomes a JSON array of all findings, those of rules that load
 * among them; `hl-map check --format json` has the same objects.
 */
hlmap_code hlmap_rules_load(const char *path, hlmap_rules **rules, hlmap_buffer *diagnostics);

/*
 * Loads rules from bytes. What they name is looked for from the path `name`: by `loader`, or on the
 * disk where that is null.
 */
hlmap_code hlmap_rules_load_bytes(
    const char *name, const uint8_t *bytes, size_t size, hlmap_loader loader, void *context,
    hlmap_rules **rules, hlmap_buffer *diagnostics);

/* The fields that the rules may write, as a JSON array of names, sorted. */
hlmap_code hlmap_rules_fields(const hlmap_rules *rules, hlmap_buffer *fields);

/* Mappers keep what they need of rules that are freed. */
void hlmap_rules_free(hlmap_rules *rules);

/* Makes a mapper; each thread makes its own. */
hlmap_code hlmap_mapper_create(const hlmap_rules *rules, hlmap_mapper **mapper);

void hlmap_mapper_free(hlmap_mapper *mapper);

/*
 * Maps one event, a JSON object in UTF-8. `out` becomes the events that come of it, one a line, or
 * empty where none does. `now` is what rules take for the current time, in milliseconds since
 * 1970-01-01T00:00:00Z, or HLMAP_CLOCK. Gives HLMAP_OK, HLMAP_DROPPED or HLMAP_REFUSED.
 */
hlmap_code hlmap_map(
    hlmap_mapper *mapper, const uint8_t *event, size_t size, int64_t now, hlmap_buffer *out);

/* Why the last event of hlmap_map was refused. */
hlmap_code hlmap_refusal_of(const hlmap_mapper *mapper, hlmap_refusal *refusal);

/*
 * Maps many events, one a line (NDJSON). `out` becomes the events that come of them, in order.
 * `refused`, which may be null, gets one JSON object a line for each event that was not mapped:
 * {"line":3,"reason":"invalid_json","message":"...","error_offset":7}. `counts` may be null.
 * An event that is refused is no failure of the call.
 */
hlmap_code hlmap_map_lines(
    hlmap_mapper *mapper, const uint8_t *lines, size_t size, int64_t now, hlmap_buffer *out,
    hlmap_buffer *refused, hlmap_counts *counts);

/*
 * Maps one event and says how: which rule wrote each field, from what, under which conditions.
 * `trace` becomes one JSON object with the members of a line of `hl-map run --explain`.
 */
hlmap_code hlmap_trace(
    hlmap_mapper *mapper, const uint8_t *event, size_t size, int64_t now, hlmap_buffer *trace);

/* What the mapper has counted so far, as one JSON object. */
hlmap_code hlmap_statistics(const hlmap_mapper *mapper, hlmap_buffer *statistics);

/* Appends bytes to a buffer, for loaders. */
hlmap_code hlmap_buffer_append(hlmap_buffer *buffer, const uint8_t *bytes, size_t size);

/* Frees the bytes of a buffer, which is empty and may be used again then. */
void hlmap_buffer_free(hlmap_buffer *buffer);

#ifdef __cplusplus
}
#endif

#endif
