/* usage: furuid_peer WHAT SOCKET [COMMAND...]: a client of furuid that is
 * wrong in some way, or (asked) a go-between that sees whether it is asked. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "frame.h"

static struct sockaddr_un address_of(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	(void)snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
	return address;
}

static int connected(const char *path)
{
	struct sockaddr_un address = address_of(path);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd < 0 || connect(fd, (const void *)&address, sizeof address))
		exit(2);
	return fd;
}

/* Sends, and says what came back: 1 a verdict, 0 a refusal or nothing. */
static int ask(int fd, const void *bytes, size_t size)
{
	struct furui_verdict verdict;
	char answer[sizeof(struct furui_answer)];
	(void)!send(fd, bytes, size, MSG_NOSIGNAL);
	(void)shutdown(fd, SHUT_WR);
	ssize_t got = recv(fd, answer, sizeof answer, MSG_WAITALL);
	(void)close(fd);
	return got > 0 && furui_answer_parse(answer, (size_t)got, &verdict);
}

static size_t read_all(int fd, char *bytes, size_t size, size_t at)
{
	ssize_t got;
	while (at < size && (got = recv(fd, bytes + at, size - at, 0)) > 0)
		at += (size_t)got;
	return at;
}

/* Runs the command with a socket of our own between; 0 when it asked there
 * and got a verdict. */
static int between(const char *path, char **command)
{
	static char question[1 << 20], answer[sizeof(struct furui_answer)];
	char own[200];
	(void)snprintf(own, sizeof own, "%s.%d", path, (int)getpid());
	struct sockaddr_un address = address_of(own);
	int listener = socket(AF_UNIX, SOCK_STREAM, 0), status = 0;
	if (bind(listener, (const void *)&address, sizeof address) ||
	    listen(listener, 1))
		return 2;
	pid_t pid = fork();
	if (pid == 0) {
		char *words[16] = {command[0], "--socket", own};
		for (int i = 1; command[i] && i < 12; i++)
			words[i + 2] = command[i];
		(void)execvp(words[0], words);
		_exit(127);
	}
	(void)alarm(10);
	int client = accept(listener, NULL, NULL), server = connected(path);
	size_t head = sizeof(struct furui_question);
	size_t size = read_all(client, question, head, 0);
	struct furui_question parsed;
	int judged = 0;
	if (furui_question_parse(question, size, &parsed) == 1 &&
	    head + parsed.size <= sizeof question) {
		size = read_all(client, question, head + parsed.size, size);
		(void)!send(server, question, size, MSG_NOSIGNAL);
		size = read_all(server, answer, sizeof answer, 0);
		struct furui_verdict verdict;
		judged = furui_answer_parse(answer, size, &verdict);
		(void)!send(client, answer, size, MSG_NOSIGNAL);
	}
	(void)close(client);
	(void)waitpid(pid, &status, 0);
	(void)unlink(own);
	return judged && WIFEXITED(status) && WEXITSTATUS(status) < 3 ? 0 : 1;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 64;
	(void)signal(SIGPIPE, SIG_IGN);
	const char *what = argv[1];
	if (strcmp(what, "asked") == 0)
		return argc < 4 ? 64 : between(argv[2], argv + 3);
	int fd = connected(argv[2]);
	struct furui_grounds none = {{0}, {0}, 0};
	struct furui_question question =
		furui_question_make(&none, &furui_default_cutoffs, false, 0);
	size_t size = sizeof question;
	if (strcmp(what, "version") == 0)
		question.version++;
	else if (strcmp(what, "magic") == 0)
		question.magic[0]++;
	else if (strcmp(what, "huge") == 0)
		question.size = UINT64_MAX;
	else if (strcmp(what, "long") == 0)
		(void)!send(fd, &question, size, MSG_NOSIGNAL);
	else if (strcmp(what, "slow") == 0)
		size /= 2;
	else
		size = 3;
	if (strcmp(what, "slow") == 0) {
		(void)!send(fd, &question, size, MSG_NOSIGNAL);
		sleep(4);
		return 0;
	}
	return ask(fd, &question, size) ? 1 : 0;
}
