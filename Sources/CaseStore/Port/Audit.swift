package import Casework

/// What the proof of the audit needs to see (invariant 9).
package protocol AuditReading: CaseReading {
    /// The last event, as the store remembers it apart from the events.
    func auditHead() throws -> AuditHead
    /// In order of sequence, starting after `after`.
    func auditEntries(after: Int64, limit: Int) throws -> [AuditEntry]
    /// In order, starting after `after`.
    func caseNumbers(after: CaseID?, limit: Int) throws -> [CaseID]
    /// What happened to no case, in order of sequence, starting after `after`.
    func deskEvents(after: Int64, limit: Int) throws -> [StoredEvent]
    /// What `caseCounts` should say, found by reading every case.
    func recountedCases() throws -> [CaseCount]
}

/// A store whose audit can be proved.
package protocol AuditedStore: CaseStore {
    func readAudit<Value: Sendable>(
        _ body: @escaping @Sendable (any AuditReading) throws -> Value
    ) async throws -> Value
}

package struct AuditHead: Hashable, Sendable {
    /// 0 before the first event.
    package var sequence: Int64
    package var hash: [UInt8]
}

/// An event as it is chained.
package struct AuditEntry: Hashable, Sendable {
    package var sequence: Int64
    package var matter: CaseID?
    package var at: Instant
    package var type: String
    package var by: PersonID?
    package var via: NetworkName?
    /// Data and salt go together, when a customer is erased.
    package var data: String?
    package var salt: [UInt8]?
    package var digest: [UInt8]
    package var hash: [UInt8]
}
