/// Why an event is refused: what is wrong, and where.
package struct CloudEventFault: Error, Hashable, Sendable {
    /// A JSON pointer into the body (RFC 6901), `/3/time`; empty for the whole.
    package var pointer: String
    /// For the person who sent it; repeats nothing of the body but names.
    package var detail: String
    package init(pointer: String, detail: String) {
        self.pointer = pointer
        self.detail = detail
    }
}

/// Everything that is wrong with a body, at most 20 faults.
package struct CloudEventRefusal: Error, Hashable, Sendable {
    package static let faultLimit = 20
    package var faults: [CloudEventFault]
    package init(_ faults: [CloudEventFault]) {
        self.faults = Array(faults.prefix(CloudEventRefusal.faultLimit))
    }
}
