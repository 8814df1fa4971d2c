import CCurl
import Testing

@testable import Curl

@Suite struct CurlFailureTests {
    /// Only what is said of our own certificate is said before anything was taken in.
    @Test(arguments: [
        ("tlsv13 alert certificate required", false), ("sslv3 alert bad certificate", false),
        ("tlsv1 alert unknown ca", false), ("sslv3 alert certificate revoked", false),
        ("tlsv1 alert access denied", false), ("sslv3 alert bad record mac", true),
        ("tlsv1 alert internal error", true), ("tlsv1 alert decode error", true),
        ("tlsv1 alert protocol version", true),
    ])
    func `a connection that breaks with an alert may have carried the request`(
        _ words: String, mayHaveArrived: Bool
    ) {
        let failure = CurlFailure(
            CURLE_RECV_ERROR, words: "OpenSSL SSL_read: error:0A:SSL routines::\(words), errno 0",
            host: "crm.example.org", begun: true)
        #expect(failure.mayHaveArrived == mayHaveArrived)
    }
}
