using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>A lifecycle operation of a VNF as data: everything that tells it apart from the others. All of them are run by the same machine.</summary>
internal sealed record VnfOperation
{
    /// <summary>Its type.</summary>
    public required LcmOperationType Type { get; init; }

    /// <summary>The task resource below the instance (SOL003 §5.4); null: it is started by another request (PATCH).</summary>
    public string? Task { get; init; }

    /// <summary>The instantiation state it needs; null: any.</summary>
    public InstantiationState? Demanded { get; init; }

    /// <summary>Whether the NFVO is asked for permission (SOL003 §9.3): not when resources cannot change.</summary>
    public bool NeedsGrant { get; init; } = true;

    /// <summary>Whether it works on resources only as the descriptor describes them; false: the descriptor is not needed.</summary>
    public bool NeedsDescriptor { get; init; } = true;

    /// <summary>Why it cannot be rolled back; null: it can.</summary>
    public string? NoRollback { get; init; }

    /// <summary>Whether the instance, in the demanded state, offers it now: decides about the link. Null: always.</summary>
    public Func<VnfInstance, bool>? Offered { get; init; }

    /// <summary>Puts the link to the task into the links of an instance.</summary>
    public Func<VnfInstanceLinks, Link, VnfInstanceLinks>? AddLink { get; init; }

    /// <summary>Turns a request into what the instance shall be like. Pure.</summary>
    /// <exception cref="Execution.LifecycleRejectedException">The request does not fit the VNF; the problem says what would.</exception>
    public required Func<VnfOperationInput, VnfIntent> Intend { get; init; }

    /// <summary>Declares the body of the task resource on its endpoint.</summary>
    public Func<RouteHandlerBuilder, RouteHandlerBuilder> DeclareBody { get; init; } = static route => route;

    /// <summary>Reads and checks the body of the task resource.</summary>
    public Func<HttpContext, CancellationToken, Task<JsonElement>> ReadAsync { get; init; } = static (_, _) => throw new InvalidOperationException("This operation has no task resource.");

    /// <summary>An operation with a task resource and a JSON body.</summary>
    public static VnfOperation Of<TRequest>(
        LcmOperationType type, string task, InstantiationState demanded, JsonTypeInfo<TRequest> body, Func<TRequest, VnfOperationInput, VnfIntent> intend)
        where TRequest : class => new()
        {
            Type = type,
            Task = task,
            Demanded = demanded,
            Intend = input =>
            {
                if (input.Record.Settings is { } settings && input.Vnfd?.FindFlavour(settings.FlavourId) is { } flavour)
                {
                    DeclaredParameters.Check(flavour, type, input.Request);
                }
                return intend(input.Request.Deserialize(body)!, input);
            },
            DeclareBody = static route => NfvOrchestrator.Sol.Conventions.SolEndpointExtensions.WithJsonBody<TRequest>(route),
            ReadAsync = async (context, cancellationToken) => JsonSerializer.SerializeToElement(
                await NfvOrchestrator.Sol.Conventions.SolBody.ReadBodyAsync(context, body, cancellationToken: cancellationToken), body),
        };
}
