import Canvas
import Synchronization

/// How jobs run beside the loop, and how their reports come back.
public struct Jobs: Sendable {
  /// Runs a job for the layer of that number.
  public let start: @Sendable (Job, _ layer: Int) -> Void
  /// The reports since the last time, in order.
  public let take: @Sendable () -> [JobReport]
  /// Computes something beside the loop that nobody waits for yet, and says nothing when it is there.
  public let prepare: @Sendable (@escaping @Sendable () -> Void) -> Void

  public init(
    start: @escaping @Sendable (Job, Int) -> Void, take: @escaping @Sendable () -> [JobReport],
    prepare: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void = { _ in }
  ) {
    self.start = start
    self.take = take
    self.prepare = prepare
  }

  /// No job is ever done.
  public static let none = Jobs(start: { _, _ in }, take: { [] })

  /// Beside the main thread; `wake` is called whenever there is a report.
  public static func beside(wake: @escaping @Sendable () -> Void) -> Jobs {
    let mail = JobMail()
    return Jobs(
      start: { job, layer in
        Task.detached {
          let progress = JobProgress { done, total in
            mail.post(JobReport(job: job.name, layer: layer, news: .progress(done: done, of: total)))
            wake()
          }
          let result = job.work(progress)
          mail.post(JobReport(job: job.name, layer: layer, news: .finished(result)))
          wake()
        }
      }, take: mail.take, prepare: { work in Task.detached { work() } })
  }

  /// At once, on the spot: for tests.
  public static var inPlace: Jobs {
    let mail = JobMail()
    return Jobs(
      start: { job, layer in
        let result = job.work(.silent)
        mail.post(JobReport(job: job.name, layer: layer, news: .finished(result)))
      }, take: mail.take)
  }
}

/// Reports on their way from one thread to another.
private final class JobMail: Sendable {
  private let reports = Mutex<[JobReport]>([])

  func post(_ report: JobReport) { reports.withLock { $0.append(report) } }

  @Sendable func take() -> [JobReport] {
    reports.withLock { reports in
      defer { reports = [] }
      return reports
    }
  }
}
