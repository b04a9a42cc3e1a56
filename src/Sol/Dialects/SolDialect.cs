using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Sol.Dialects;

/// <summary>
/// An older major version of an API, spoken beside the newer one over the same handlers: which of the newer routes it has, how its bodies become those of
/// the newer version, and how answers and notifications become its own. A table; every conversion in it is pure. JSON metadata stands in it as functions: making it costs much
/// compilation, and most services never meet a client of the older version.
/// </summary>
/// <param name="api">The older version.</param>
/// <param name="of">The version the handlers speak.</param>
public sealed class SolDialect(SolApi api, SolApi of)
{
    private readonly HashSet<string> routes = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, DialectBody> bodies = [];
    private readonly Dictionary<Type, DialectPatch> patches = [];
    private readonly Dictionary<Type, DialectAnswer> answers = [];
    private readonly Dictionary<string, Func<JsonObject, JsonObject>> notifications = new(StringComparer.Ordinal);

    /// <summary>The older version.</summary>
    public SolApi Api { get; } = api;

    /// <summary>The version the handlers speak.</summary>
    public SolApi Of { get; } = of;

    /// <summary>Under which name subscriptions made through this version are kept, so that they are found, listed and served in its form.</summary>
    public string SubscriptionKey { get; } = $"{api.Name}/{api.Major}";

    /// <summary>Types of notification that the older version knows.</summary>
    public IReadOnlyCollection<string> NotificationTypes => notifications.Keys;

    /// <summary>A route of the newer version that the older one has as well, for example <c>POST /vnf_instances/{vnfInstanceId}/scale</c>.</summary>
    public SolDialect Route(string method, string path)
    {
        routes.Add($"{method} {path}");
        return this;
    }

    /// <summary>The resources <c>/subscriptions</c> (SOL013 §5.9), which every API has with the same routes.</summary>
    public SolDialect Subscriptions() => Route("POST", "/subscriptions").Route("GET", "/subscriptions").Route("GET", "/subscriptions/{subscriptionId}").Route("DELETE", "/subscriptions/{subscriptionId}");

    /// <summary>A request body that differs: read as the older type, converted for the handler.</summary>
    public SolDialect Body<TOlder, TNewer>(Func<JsonTypeInfo<TOlder>> older, Func<TOlder, TNewer> convert)
        where TNewer : notnull
    {
        bodies[typeof(TNewer)] = new DialectBody<TOlder, TNewer>(older, convert);
        return this;
    }

    /// <summary>A merge patch that differs: the patch document of the older form is rewritten.</summary>
    /// <typeparam name="TOlder">The type that the older version documents.</typeparam>
    /// <typeparam name="TNewer">The type the endpoint declares.</typeparam>
    public SolDialect Patch<TOlder, TNewer>(Func<JsonObject, JsonObject> convert)
    {
        patches[typeof(TNewer)] = new DialectPatch(typeof(TOlder), convert);
        return this;
    }

    /// <summary>An answer that differs.</summary>
    /// <param name="newer">How the newer type is read (stored answers of repeated requests).</param>
    /// <param name="older">How the older type is written; filters of lists are read by it.</param>
    /// <param name="convert">The conversion.</param>
    /// <param name="selectors">Selectors of the older list resource; null: it has none.</param>
    /// <param name="renamed">Attributes with another name in the newer version: older path → newer path, for filters.</param>
    /// <param name="unfilterable">Attributes whose structure differs so much that lists cannot be filtered by them.</param>
    public SolDialect Answer<TNewer, TOlder>(
        Func<JsonTypeInfo<TNewer>> newer,
        Func<JsonTypeInfo<TOlder>> older,
        Func<TNewer, TOlder> convert,
        SelectorSchema? selectors = null,
        IReadOnlyDictionary<string, string>? renamed = null,
        params IReadOnlyList<string> unfilterable)
        where TNewer : notnull
    {
        answers[typeof(TNewer)] = new DialectAnswer<TNewer, TOlder>(this, newer, older, convert, selectors, renamed ?? new Dictionary<string, string>(StringComparer.Ordinal), unfilterable);
        return this;
    }

    /// <summary>An answer that is the same in both versions, but for its links.</summary>
    public SolDialect Answer<T>(Func<JsonTypeInfo<T>> type, SelectorSchema? selectors = null)
        where T : notnull
        => Answer(type, type, static value => value, selectors);

    /// <summary>A type of notification that subscribers of the older version get. Types that are not named are not sent to them.</summary>
    public SolDialect Notification(string type, Func<JsonObject, JsonObject>? convert = null)
    {
        notifications[type] = convert ?? (static body => body);
        return this;
    }

    /// <summary>A notification in the form of the older version.</summary>
    /// <param name="type">One of <see cref="NotificationTypes"/>.</param>
    /// <param name="body">The body in the newer form; taken over.</param>
    public JsonObject Notify(string type, JsonObject body)
    {
        var converted = notifications[type](body);
        DialectLinks.Rewrite(converted, this);
        return converted;
    }

    /// <summary>A link into the newer version, as one into the older.</summary>
    public string Link(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var at = uri.IndexOf(Of.Prefix + "/", StringComparison.Ordinal);
        return at < 0 ? uri : string.Concat(uri.AsSpan(0, at), Api.Prefix, uri.AsSpan(at + Of.Prefix.Length));
    }

    /// <summary>How lists of a type are answered in the older version; null: the type is not part of it.</summary>
    public DialectAnswer? AnswerOf(Type newer) => answers.GetValueOrDefault(newer);

    /// <summary>As <see cref="AnswerOf"/>, by the type that the older version documents.</summary>
    internal DialectAnswer? AnswerDocumentedAs(Type? older) => answers.Values.FirstOrDefault(a => a.Older == older);

    internal bool Has(string method, string path) => routes.Contains($"{method} {path}");

    internal DialectBody? BodyOf(Type newer) => bodies.GetValueOrDefault(newer);

    internal DialectPatch? PatchDocumentedAs(Type older) => patches.Values.FirstOrDefault(p => p.Older == older);

    /// <summary>The type that the older version documents in the place of one of the newer.</summary>
    internal Type OlderOf(Type newer) => bodies.GetValueOrDefault(newer)?.Older ?? patches.GetValueOrDefault(newer)?.Older ?? answers.GetValueOrDefault(newer)?.Older ?? newer;
}
