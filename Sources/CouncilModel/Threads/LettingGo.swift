import Dispatch

/// Lets go of something beside other work, as giving much memory back takes a while. Nobody else holds it, and whoever calls
/// this uses it no more.
package func letGo(_ object: some AnyObject & Sendable) {
    DispatchQueue.global().async { withExtendedLifetime(object) {} }
}
