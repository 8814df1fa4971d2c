/// Waits for what a server of the test sees, and leaves the cores to those it waits for. The suite's
/// time limit ends it.
func until(_ isSo: () -> Bool) async {
    while !isSo(), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
}
