/// An HTTP request that a session wants made, at once and beside others.
package struct MatrixRequest: Hashable, Sendable {
    /// Unique within one session.
    package struct ID: Hashable, Comparable, Sendable {
        package let number: Int
        init(_ number: Int) { self.number = number }
        package static func < (one: ID, other: ID) -> Bool { one.number < other.number }
    }

    package var id: ID
    package var method: Method
    /// Stands before `path`, without a slash at its end; nothing: the configured homeserver.
    package var base: String?
    /// Begins with a slash; with its query, percent-encoded.
    package var path: String
    /// JSON, or empty for none.
    package var body: [UInt8] = []
    /// Goes with `Authorization: Bearer` and the session's `accessToken`, as it is when the request
    /// is made.
    package var carriesToken: Bool
    /// After this many milliseconds without a whole answer it has failed.
    package var timeout: Milliseconds
    package var purpose: Purpose

    package enum Method: String, Hashable, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
    }

    /// For a log, and for limits: which answers may be large.
    package enum Purpose: String, Hashable, CaseIterable, Sendable {
        case discovery, versions, login, refresh, whoami, filter, directs, sync, history
        case resolve, join, leave, create, remember, state, send
    }
}

/// How a request ended. One for each, unless it was cancelled.
package struct MatrixAnswer: Sendable {
    package var id: MatrixRequest.ID
    package var outcome: Outcome

    package enum Outcome: Sendable {
        /// Redirections are not followed: they are answers like others. Names of headers in any
        /// case.
        case response(status: Int, headers: [(String, String)], body: [UInt8])
        /// Nothing of it reached the server. The reason is for a log.
        case notBegun(reason: String)
        /// Some of it may have reached the server, and there was no whole answer.
        case cutOff(reason: String)
        /// The answer was larger than is taken.
        case tooLarge(reason: String)
    }

    package init(id: MatrixRequest.ID, outcome: Outcome) {
        self.id = id
        self.outcome = outcome
    }
}

/// What came of feeding the session: first keep the memory, then make the requests and forget the
/// cancelled ones, then tell.
package struct MatrixStep: Hashable, Sendable {
    package var requests: [MatrixRequest] = []
    /// No answer to these is wanted any more.
    package var cancelled: [MatrixRequest.ID] = []
    package var facts: [MatrixFact] = []
    /// What outlives the process has changed: token, device, invitations, what the server bears.
    package var memory: MatrixMemory?
    /// `MatrixMemory.signs`, and nothing else of it, has changed; that happens with each card.
    package var signs: [OwedSign]?
    /// After `quit`: everything is said and settled.
    package var isOver = false
}
