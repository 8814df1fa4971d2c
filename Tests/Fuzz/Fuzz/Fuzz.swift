import Glibc

@testable import WireProperties

/// libFuzzer over one part of the wire: `Fuzz -part=line|session [options] [corpus]`. Any input
/// has to keep the properties.
@main enum Fuzz {
    typealias Target = @convention(c) (UnsafePointer<UInt8>, Int) -> CInt

    private static let line: Target = { start, count in
        hold(LineProperties.violation(in: bytes(start, count)))
    }
    private static let session: Target = { start, count in
        hold(SessionProperties.violation(in: bytes(start, count)))
    }

    /// The fuzzer starts itself anew for some of its work, so the part is named by an option,
    /// which it does not know and leaves alone.
    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        switch CommandLine.arguments.dropFirst().first {
        case "-part=line": exit(runDriver(&count, &arguments, line))
        case "-part=session": exit(runDriver(&count, &arguments, session))
        default:
            print("usage: Fuzz -part=line|session [options] [corpus]")
            exit(64)
        }
    }

    private static func bytes(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
        Array(UnsafeBufferPointer(start: start, count: count))
    }

    private static func hold(_ violation: String?) -> CInt {
        if let violation { fatalError(violation) }
        return 0
    }
}

/// libFuzzer's loop, with the target as a parameter. (llvm.org/docs/LibFuzzer.html)
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ target: Fuzz.Target
) -> CInt
