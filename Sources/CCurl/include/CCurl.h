// libcurl for Swift: its variadic functions (`curl_easy_setopt`, `curl_easy_getinfo`,
// `curl_multi_setopt`) as typed ones. No behaviour of its own.
#ifndef CASEBELL_CCURL_H
#define CASEBELL_CCURL_H

#include <curl/curl.h>

typedef size_t (*ccurl_bytes_callback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_prereq_callback)(
    void *context, char *remote_ip, char *local_ip, int remote_port, int local_port);

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
// libcurl copies the string; a null pointer restores "none".
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
// The list has to live until the transfer is over.
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *list);
// libcurl copies the bytes.
CURLcode ccurl_set_body(CURL *easy, const void *bytes, size_t count);
// At least CURL_ERROR_SIZE bytes that outlive the handle.
CURLcode ccurl_set_error_buffer(CURL *easy, char *buffer);
CURLcode ccurl_on_body(CURL *easy, ccurl_bytes_callback callback, void *context);
CURLcode ccurl_on_header(CURL *easy, ccurl_bytes_callback callback, void *context);
// Called when the connection stands and nothing of the request has been sent.
CURLcode ccurl_on_prereq(CURL *easy, ccurl_prereq_callback callback, void *context);

long ccurl_get_long(CURL *easy, CURLINFO info);
// Null where there is none; belongs to the handle.
const char *ccurl_get_string(CURL *easy, CURLINFO info);
curl_socket_t ccurl_get_socket(CURL *easy);
// The peer's own certificate as PEM, if CURLOPT_CERTINFO was set; belongs to the handle.
const char *ccurl_peer_certificate(CURL *easy);

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
// The next transfer that has ended and its result, or null.
CURL *ccurl_next_done(CURLM *multi, CURLcode *result);

#endif
