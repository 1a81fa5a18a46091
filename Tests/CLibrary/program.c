/* Uses every function of the C library as a stranger would; ends with 0 where all answers are right.
   `make test` runs it by itself and under valgrind. */
#define _GNU_SOURCE
#include <hlmap.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int failures;

#define EXPECT(condition)                                                    \
  do {                                                                       \
    if (!(condition)) {                                                      \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);        \
      failures++;                                                            \
    }                                                                        \
  } while (0)

static int is(const hlmap_buffer *buffer, const char *text) {
  return buffer->size == strlen(text) && memcmp(buffer->bytes, text, buffer->size) == 0;
}

static int has(const hlmap_buffer *buffer, const char *text) {
  return buffer->bytes && memmem(buffer->bytes, buffer->size, text, strlen(text)) != NULL;
}

static hlmap_code map(hlmap_mapper *mapper, const char *event, hlmap_buffer *out) {
  return hlmap_map(mapper, (const uint8_t *)event, strlen(event), 0, out);
}

static const char rules_text[] =
    "hlmap: 1\n"
    "include: [part.yml]\n"
    "stages:\n"
    "  - {drop: noise, when: kind == \"noise\"}\n"
    "  - map: {user.name: user, process.pid: pid}\n";

static int load_part(void *context, const char *path, hlmap_buffer *file) {
  static const char part[] = "hlmap: 1\nstages: [{set: {event.kind: event}}]\n";
  ++*(int *)context;
  if (strcmp(path, "part.yml") != 0) return 1;
  return hlmap_buffer_append(file, (const uint8_t *)part, sizeof part - 1) == HLMAP_OK ? 0 : 2;
}

static hlmap_rules *load(void) {
  int calls = 0;
  hlmap_rules *rules = NULL;
  hlmap_buffer diagnostics = {0};
  hlmap_code code = hlmap_rules_load_bytes(
      "rules.yml", (const uint8_t *)rules_text, sizeof rules_text - 1, load_part, &calls, &rules,
      &diagnostics);
  EXPECT(code == HLMAP_OK && rules && calls == 1);
  EXPECT(is(&diagnostics, "[]\n"));
  hlmap_buffer_free(&diagnostics);
  return rules;
}

static void check_loading(const char *flagship) {
  hlmap_rules *rules = (hlmap_rules *)&failures;
  hlmap_buffer text = {0};
  static const char broken[] = "hlmap: 1\nstages: [{map: {user.nam: user}}]\n";
  EXPECT(hlmap_rules_load_bytes(
             "b.yml", (const uint8_t *)broken, sizeof broken - 1, NULL, NULL, &rules, &text) ==
         HLMAP_BAD_RULES);
  EXPECT(rules == NULL && has(&text, "\"line\":2") && has(&text, "user.name"));
  EXPECT(hlmap_rules_load("/none/such.yml", &rules, &text) == HLMAP_BAD_RULES);
  EXPECT(has(&text, "does not exist"));
  EXPECT(hlmap_rules_load("/none/such.yml", &rules, NULL) == HLMAP_BAD_RULES);
  EXPECT(hlmap_rules_load_bytes("e.yml", NULL, 0, NULL, NULL, &rules, &text) == HLMAP_BAD_RULES);
  EXPECT(hlmap_rules_load(NULL, &rules, NULL) == HLMAP_INVALID_ARGUMENT);
  EXPECT(hlmap_rules_load("\xFF", &rules, NULL) == HLMAP_INVALID_ARGUMENT);
  EXPECT(hlmap_rules_load(flagship, NULL, NULL) == HLMAP_INVALID_ARGUMENT);
  EXPECT(hlmap_rules_load_bytes("a", NULL, 5, NULL, NULL, &rules, NULL) == HLMAP_INVALID_ARGUMENT);
  EXPECT(hlmap_rules_load(flagship, &rules, &text) == HLMAP_OK && rules);
  EXPECT(hlmap_rules_fields(rules, &text) == HLMAP_OK && has(&text, "\"process.pid\""));
  EXPECT(hlmap_rules_fields(NULL, &text) == HLMAP_INVALID_ARGUMENT);
  hlmap_rules_free(rules);
  hlmap_rules_free(NULL);
  hlmap_buffer_free(&text);
  hlmap_buffer_free(&text);
  hlmap_buffer_free(NULL);
}

static void check_events(hlmap_mapper *mapper) {
  hlmap_buffer out = {0};
  hlmap_refusal refusal;
  EXPECT(map(mapper, "{\"user\":\"ann\",\"pid\":\"7\"}", &out) == HLMAP_OK);
  EXPECT(is(&out, "{\"event\":{\"kind\":\"event\"},\"user\":{\"name\":\"ann\"},"
                  "\"process\":{\"pid\":7}}\n"));
  EXPECT(hlmap_refusal_of(mapper, &refusal) == HLMAP_OK && strcmp(refusal.reason, "") == 0);
  EXPECT(map(mapper, "{\"kind\":\"noise\"}", &out) == HLMAP_DROPPED && out.size == 0);
  EXPECT(map(mapper, "{\"user\":}", &out) == HLMAP_REFUSED && out.size == 0);
  EXPECT(hlmap_refusal_of(mapper, &refusal) == HLMAP_OK);
  EXPECT(strcmp(refusal.reason, "invalid_json") == 0 && refusal.offset == 8);
  EXPECT(strcmp(refusal.message, "the event is not valid JSON") == 0);
  EXPECT(hlmap_map(mapper, NULL, 0, HLMAP_CLOCK, &out) == HLMAP_REFUSED);
  EXPECT(hlmap_map(mapper, NULL, 3, 0, &out) == HLMAP_INVALID_ARGUMENT);
  EXPECT(map(NULL, "{}", &out) == HLMAP_INVALID_ARGUMENT);
  EXPECT(map(mapper, "{}", NULL) == HLMAP_INVALID_ARGUMENT);
  EXPECT(hlmap_refusal_of(mapper, NULL) == HLMAP_INVALID_ARGUMENT);

  /* An event that ends where its memory ends: nothing behind it may be read. */
  static const char exact[] = "{\"user\":\"bob\"}";
  uint8_t *event = malloc(sizeof exact - 1);
  memcpy(event, exact, sizeof exact - 1);
  EXPECT(hlmap_map(mapper, event, sizeof exact - 1, 0, &out) == HLMAP_OK && has(&out, "bob"));
  free(event);

  EXPECT(hlmap_trace(mapper, (const uint8_t *)"{\"user\":\"ann\"}", 14, 0, &out) == HLMAP_OK);
  EXPECT(has(&out, "{\"verdict\":\"written\"") && has(&out, "rules.yml:5"));
  EXPECT(hlmap_trace(mapper, NULL, 1, 0, &out) == HLMAP_INVALID_ARGUMENT);
  EXPECT(hlmap_statistics(mapper, &out) == HLMAP_OK && has(&out, "\"noise\":1"));
  EXPECT(hlmap_statistics(NULL, &out) == HLMAP_INVALID_ARGUMENT);
  hlmap_buffer_free(&out);
}

static void check_lines(hlmap_mapper *mapper) {
  static const char lines[] =
      "{\"user\":\"a\"}\n\n{\"user\":\n{\"kind\":\"noise\"}\r\n{\"user\":\"b\"}";
  hlmap_buffer out = {0}, refused = {0};
  hlmap_counts counts;
  const uint8_t *bytes = (const uint8_t *)lines;
  EXPECT(hlmap_map_lines(mapper, bytes, sizeof lines - 1, 0, &out, &refused, &counts) == HLMAP_OK);
  EXPECT(counts.events == 4 && counts.written == 2 && counts.dropped == 1 && counts.refused == 1);
  EXPECT(has(&out, "\"a\"") && has(&out, "\"b\"") && out.bytes[out.size - 1] == '\n');
  EXPECT(has(&refused, "{\"line\":3,\"reason\":\"invalid_json\""));
  EXPECT(hlmap_map_lines(mapper, bytes, sizeof lines - 1, 0, &out, NULL, NULL) == HLMAP_OK);
  EXPECT(hlmap_map_lines(mapper, bytes, 3, 0, &out, &out, NULL) == HLMAP_INVALID_ARGUMENT);
  EXPECT(hlmap_map_lines(mapper, NULL, 0, 0, &out, NULL, &counts) == HLMAP_OK && out.size == 0);
  hlmap_buffer_free(&out);
  hlmap_buffer_free(&refused);
}

static void *work(void *rules) {
  hlmap_mapper *mapper;
  hlmap_buffer out = {0};
  long wrong = 0;
  if (hlmap_mapper_create(rules, &mapper) != HLMAP_OK) return (void *)1;
  for (int round = 0; round < 500; round++) {
    wrong += map(mapper, "{\"user\":\"ann\",\"pid\":1}", &out) != HLMAP_OK || !has(&out, "ann");
  }
  hlmap_buffer_free(&out);
  hlmap_mapper_free(mapper);
  return (void *)wrong;
}

static void check_threads_and_fork(hlmap_rules *rules) {
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, work, rules);
  for (int i = 0; i < 4; i++) {
    void *wrong;
    pthread_join(threads[i], &wrong);
    EXPECT(wrong == NULL);
  }
  pid_t child = fork();
  if (child == 0) _exit(work(rules) == NULL ? 0 : 1);
  int status;
  EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  EXPECT(strlen(hlmap_version()) >= 5);
  for (int code = -1; code < 8; code++) EXPECT(strlen(hlmap_code_message((hlmap_code)code)) > 3);
  check_loading(arguments[1]);
  hlmap_rules *rules = load();
  hlmap_mapper *mapper = NULL;
  EXPECT(hlmap_mapper_create(NULL, &mapper) == HLMAP_INVALID_ARGUMENT);
  EXPECT(hlmap_mapper_create(rules, NULL) == HLMAP_INVALID_ARGUMENT);
  EXPECT(hlmap_mapper_create(rules, &mapper) == HLMAP_OK && mapper);
  check_threads_and_fork(rules);
  /* Mappers keep what they need. */
  hlmap_rules_free(rules);
  check_events(mapper);
  check_lines(mapper);
  hlmap_mapper_free(mapper);
  hlmap_mapper_free(NULL);
  if (failures == 0) puts("the C library answers as its header says");
  return failures != 0;
}
