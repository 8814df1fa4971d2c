"""The real parts the acceptance tests stand on: servers, people, a webhook receiver, the daemon."""
