using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>What reading a package came to: a problem, or everything that is stored of it.</summary>
/// <typeparam name="T">The SOL resource.</typeparam>
internal sealed record Verdict<T>
{
    /// <summary>Why the content cannot be used; null when it can.</summary>
    public ProblemDetails? Problem { get; init; }

    /// <summary>The resource with what the content says.</summary>
    public T? Resource { get; init; }

    /// <summary>vnfdId or nsdId.</summary>
    public string? DescriptorId { get; init; }

    /// <summary>Adds the model, and what must still be true, to the commit.</summary>
    public Action<WriteBatch>? AddModel { get; init; }

    /// <summary>The content cannot be used.</summary>
    public static Verdict<T> Refused(ProblemDetails problem) => new() { Problem = problem };
}
