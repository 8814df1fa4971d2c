import ArgumentParser
import CaseStore
import Curl
import Desk
import MissionControl

/// Why a command stops, with the exit code that scripts rely on (`sysexits.h`).
struct CommandFailure: Error, CustomStringConvertible {
    var code: Code
    var description: String

    enum Code: Int32 {
        /// What only the configuration can tell; what is wrong with the words alone is a
        /// `ValidationError`, which shows the usage.
        case usage = 64
        case badData = 65
        case unavailable = 69
        case `internal` = 70
        case cannotCreate = 73
        case tryAgain = 75
        case configuration = 78
    }

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// What went wrong in words, whatever room it comes from.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let failure as StoreFailure: self.init(failure)
        case let failure as DeskUnavailable: self.init(failure)
        case let held as StateDirectoryHeld: self.init(.tryAgain, "\(held)")
        case let failure as MissionControlFailure: self.init(failure)
        case let failure as DeskFailure: self.init(.configuration, "\(failure)")
        case let failure as SecretError: self.init(.configuration, "\(failure)")
        default: self.init(.internal, "\(error)")
        }
    }

    /// What was given to the desk is not in; what was given before is.
    private init(_ failure: DeskUnavailable) {
        switch failure {
        case .storeLost(let reason):
            self.init(.tryAgain, "\(reason). What is in by now it knows when asked again.")
        case .overloaded:
            self.init(
                .tryAgain,
                "more waits than the desk can hold. What is in by now it knows when asked again.")
        case .stopping:
            self.init(
                .tryAgain, "the desk is stopping. What is in by now it knows when asked again.")
        }
    }

    private init(_ failure: MissionControlFailure) {
        switch failure {
        // The socket in the state directory, by its path.
        case .cannotListen(let address, _) where address.contains("/"):
            self.init(.unavailable, "\(failure)")
        case .cannotListen(let address, let reason):
            self.init(
                .unavailable,
                "casebell.yaml: http.listen: cannot listen on \(address): \(reason). "
                    + "Write an address of this machine, and a port that nothing else has.")
        }
    }

    private init(_ failure: StoreFailure) {
        switch failure {
        case .locked(let path):
            self.init(
                .tryAgain,
                "the state directory of \(path) is in use by another casebell. "
                    + "Stop it first, or name another `state`.")
        case .newerSchema(let found):
            self.init(
                .unavailable,
                "the store was written by a newer casebell (\(found)). Install that version, "
                    + "or restore the copy made before the upgrade.")
        case .damaged(let what):
            self.init(.unavailable, "the store is damaged: \(what). Restore a backup.")
        case .full:
            self.init(.tryAgain, "the disk is full: nothing was written. Make room.")
        case .cannotOpen(let path, let reason):
            self.init(.cannotCreate, "\(path) cannot be opened: \(reason).")
        case .notWritten(let reason):
            self.init(.unavailable, "the store could not be written: \(reason).")
        case .closed:
            self.init(.internal, "the store is closed.")
        }
    }
}
