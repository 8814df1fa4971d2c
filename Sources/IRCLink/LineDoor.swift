import Curl

/// Where connections come from: libcurl's thread, or a script in a test.
protocol LineDoor: Sendable {
    /// The ears hear `connected` or `ended`, in any case `ended` in the end; perhaps before this
    /// returns.
    func open(_ endpoint: LineEndpoint, ears: any LineEars) -> any LineWire
}

/// A byte stream to the server. Calls return at once.
protocol LineWire: Sendable {
    func send(_ bytes: [UInt8])
    func close()
}

extension LineConnection: LineWire {}

extension CurlReactor: LineDoor {
    func open(_ endpoint: LineEndpoint, ears: any LineEars) -> any LineWire {
        connect(endpoint, ears: ears)
    }
}
