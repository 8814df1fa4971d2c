package import CaseStore

/// One place where a store of some engine can be opened, again and again; it is gone when the
/// bench is.
package protocol StoreBench: AnyObject, Sendable {
    /// Opens what stands there. The store opened before has been closed or dropped.
    func open(probe: WriteProbe?) async throws -> any RehearsedStore
}

/// A store and everything the contract asks of it.
package typealias RehearsedStore = AuditedStore & StoreUpkeep

extension StoreBench {
    package func open() async throws -> any RehearsedStore { try await open(probe: nil) }
}
