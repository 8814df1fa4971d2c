import CaseStore
import Casework

/// The store as one process of the desk has it: the real one on the rehearsed disk, where time
/// passes before and after each commit, where writes fail, and where the process may die between
/// a decision, its commit and what follows from it.
final class WorldStore: AuditedStore,
    // On the world's one thread only.
    @unchecked Sendable
{
    private let inner: SQLiteStore
    private let disk: Disk
    private let scheduler: Scheduler
    private let chronicle: Chronicle
    private let pauses: Pauses
    private let fuse: Fuse

    /// What is to happen at a statement.
    final class Fuse:
        // On the world's one thread only.
        @unchecked Sendable
    {
        private let disk: Disk
        fileprivate var fault: Disk.Fault?
        private var left = 0
        /// The process has died in the middle of a transaction.
        private(set) var hasBlown = false

        init(_ disk: Disk) { self.disk = disk }

        fileprivate func arm(_ fault: Disk.Fault?) {
            self.fault = fault
            switch fault {
            case .broken(let after, _, _), .death(let after): left = after
            default: left = 0
            }
        }

        func burn() throws {
            if hasBlown { throw StoreFailure.closed }
            guard let fault else { return }
            guard left == 0 else {
                left -= 1
                return
            }
            switch fault {
            case .refused: break
            case .broken(_, let failure, let lasts):
                if !lasts { self.fault = nil }
                throw failure
            case .death:
                try disk.takeImage()
                hasBlown = true
                throw StoreFailure.closed
            }
        }
    }

    init(
        _ disk: Disk, now: Instant, salts: Chance, _ scheduler: Scheduler,
        _ chronicle: Chronicle, _ pauses: Pauses
    ) throws {
        self.disk = disk
        self.chronicle = chronicle
        self.scheduler = scheduler
        self.pauses = pauses
        let fuse = Fuse(disk)
        self.fuse = fuse
        let source = SaltWell(salts)
        inner = try SQLiteStore.open(
            path: disk.path, now: now, salts: SaltSource { source.draw() },
            probe: WriteProbe { try fuse.burn() }, ownThread: false)
    }

    /// The loop lives where everything lives.
    var home: (any TaskExecutor)? { scheduler }
    var hasDied: Bool { fuse.hasBlown }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseWriting) throws -> Value
    ) async throws -> Value {
        try await onDisk { [inner] in
            try await inner.write { transaction in
                (try body(transaction), try transaction.lastEvent())
            }
        }
    }

    func indexNext() async throws -> IndexStep {
        try await onDisk { [inner] in (try await inner.indexNext(), nil) }
    }

    /// With everything that can go wrong there.
    /// - Parameter act: gives the last event that it has brought there, if it brings any.
    private func onDisk<Value: Sendable>(
        _ act: () async throws -> (Value, last: Int64?)
    ) async throws -> Value {
        await pauses.pause(for: disk.wait(at: scheduler.now))
        guard !pauses.isOver, !hasDied else { throw StoreFailure.closed }
        let fault = disk.fault(at: scheduler.now)
        if fault != nil {
            chronicle.disturbed(scheduler.now, until: scheduler.now + .seconds(5))
        }
        if case .refused(let failure) = fault { throw failure }
        fuse.arm(fault)
        let value: Value
        let last: Int64?
        do {
            (value, last) = try await act()
        } catch {
            fuse.arm(nil)
            throw error
        }
        fuse.arm(nil)
        if let last { chronicle.committed(upTo: last, at: scheduler.now) }
        await pauses.pause(for: disk.wait(at: scheduler.now))
        return value
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any CaseReading) throws -> Value
    ) async throws -> Value {
        await pauses.pause(for: .zero)
        guard !pauses.isOver, !hasDied else { throw StoreFailure.closed }
        return try await inner.read(body)
    }

    func readAudit<Value: Sendable>(
        _ body: @escaping @Sendable (any AuditReading) throws -> Value
    ) async throws -> Value {
        try await inner.readAudit(body)
    }

    func close() async throws { try await inner.close() }
}

/// Salts of a seed.
private final class SaltWell:
    // On the world's one thread only.
    @unchecked Sendable
{
    private var chance: Chance
    init(_ chance: Chance) { self.chance = chance }

    func draw() -> [UInt8] {
        (0..<4).flatMap { _ in withUnsafeBytes(of: chance.next()) { Array($0) } }
    }
}
