import Glibc

/// libFuzzer over one part: `Fuzz -part=<part> [options] [corpus or inputs]`. Any input has to
/// keep the part's properties.
@main enum Fuzz {
    typealias Target = @convention(c) (UnsafePointer<UInt8>, Int) -> CInt

    /// The fuzzer starts itself anew for some of its work, so the part is named by an option,
    /// which it does not know and leaves alone.
    private static let part: Part = {
        let option = CommandLine.arguments.dropFirst().first ?? ""
        if option.hasPrefix("-part="), let part = Part(rawValue: String(option.dropFirst(6))) {
            return part
        }
        print("usage: Fuzz -part=PART [options] [corpus or inputs]")
        print("parts: \(Part.allCases.map(\.rawValue).joined(separator: " "))")
        exit(64)
    }()

    private static let target: Target = { start, count in
        let input = Array(UnsafeBufferPointer(start: start, count: count))
        if let violation = part.violation(in: input) { fatalError("\(part): \(violation)") }
        return 0
    }

    static func main() {
        _ = part
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runDriver(&count, &arguments, target))
    }
}

/// libFuzzer's loop, with the target as a parameter. (llvm.org/docs/LibFuzzer.html)
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ target: Fuzz.Target
) -> CInt
