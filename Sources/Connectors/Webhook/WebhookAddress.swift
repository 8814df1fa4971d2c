package import Curl

/// Where a webhook goes and how it is signed.
package struct WebhookAddress: Sendable {
    package var url: String
    package var secret: WebhookSecret
    package var tls: LineTLS
    package var proxy: String?
    /// For one attempt as a whole.
    package var timeout: Duration

    package init(
        url: String, secret: WebhookSecret, tls: LineTLS = LineTLS(), proxy: String? = nil,
        timeout: Duration = .seconds(15)
    ) {
        self.url = url
        self.secret = secret
        self.tls = tls
        self.proxy = proxy
        self.timeout = timeout
    }
}
