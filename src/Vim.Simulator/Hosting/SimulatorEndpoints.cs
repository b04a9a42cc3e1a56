using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>The simulator's endpoints: the adapter contract, and a control API to break and load it.</summary>
public static class SimulatorEndpoints
{
    /// <summary>Root of the control API.</summary>
    public const string Root = "/simulator/v1";

    /// <summary>The document of the control API.</summary>
    public static ApiDocument Document { get; } = new("simulator-v1", "Breaks and loads the simulated NFVI: faults, hosts, loads, inventory.");

    /// <summary>Maps the contract and the control API; the latter sees all tenants and is open to the role <c>service</c> only.</summary>
    public static IEndpointRouteBuilder MapVimSimulator(this IEndpointRouteBuilder routes)
    {
        routes.MapVim().AddEndpointFilter<LostAnswerFilter>();
        var control = routes.MapGroup(Root).RequireAuthorization(NfvPolicies.Service).InDocument(Document).AddEndpointFilter<VimErrorFilter>();
        control.MapGet("/faults", (SimulatorDriver driver, string? account) => Json(Pick(driver, account).Faults(), SimulatorJsonContext.Default.IReadOnlyListFaultView)).Produces<IReadOnlyList<FaultView>>();
        control.MapPost("/faults", AddFaultAsync).Accepts<FaultRule>("application/json").Produces<FaultRule>(StatusCodes.Status201Created);
        control.MapDelete("/faults", (SimulatorDriver driver, string? account) =>
        {
            Pick(driver, account).ClearFaults();
            return TypedResults.NoContent();
        }).Produces(StatusCodes.Status204NoContent);
        control.MapDelete("/faults/{id}", (SimulatorDriver driver, string? account, string id) =>
        {
            Pick(driver, account).RemoveFault(id);
            return TypedResults.NoContent();
        }).Produces(StatusCodes.Status204NoContent);
        control.MapPost("/hung/release", (SimulatorDriver driver, string? account) =>
        {
            Pick(driver, account).ReleaseHung();
            return TypedResults.NoContent();
        }).Produces(StatusCodes.Status204NoContent);
        control.MapPut("/hosts/{name}/{state}", SetHost).Produces(StatusCodes.Status204NoContent);
        control.MapGet("/load", (SimulatorDriver driver, string? account) => Json(Pick(driver, account).Loads(), SimulatorJsonContext.Default.IReadOnlyListLoadRule)).Produces<IReadOnlyList<LoadRule>>();
        control.MapPost("/load", SetLoadAsync).Accepts<LoadRule>("application/json").Produces<LoadRule>(StatusCodes.Status201Created);
        control.MapDelete("/load/{id}", (SimulatorDriver driver, string? account, string id) =>
        {
            Pick(driver, account).RemoveLoad(id);
            return TypedResults.NoContent();
        }).Produces(StatusCodes.Status204NoContent);
        control.MapGet("/inventory", (SimulatorDriver driver, string? account, string? tenant) => Json(Pick(driver, account).Inventory(tenant), SimulatorJsonContext.Default.SimulatorInventory)).Produces<SimulatorInventory>();
        return routes;
    }

    private static async Task<IResult> AddFaultAsync(HttpContext http, SimulatorDriver driver, string? account) =>
        Json(Pick(driver, account).AddFault(await BodyAsync(http, SimulatorJsonContext.Default.FaultRule)), SimulatorJsonContext.Default.FaultRule, StatusCodes.Status201Created);

    private static async Task<IResult> SetLoadAsync(HttpContext http, SimulatorDriver driver, string? account) =>
        Json(Pick(driver, account).SetLoad(await BodyAsync(http, SimulatorJsonContext.Default.LoadRule)), SimulatorJsonContext.Default.LoadRule, StatusCodes.Status201Created);

    private static NoContent SetHost(SimulatorDriver driver, string? account, string name, string state)
    {
        if (state is not ("up" or "down")) throw new VimException(VimErrorCause.INVALID_REQUEST, $"A host can be 'up' or 'down', not '{state}'.");
        if (!Pick(driver, account).SetHost(name, up: state == "up")) throw new VimException(VimErrorCause.NOT_FOUND, $"There is no host '{name}'.");
        return TypedResults.NoContent();
    }

    /// <summary>The account named, or the only one.</summary>
    private static SimulatedNfvi Pick(SimulatorDriver driver, string? account) => account is not null
        ? driver.Nfvi(account)
        : driver.Nfvis.Count == 1
            ? driver.Nfvis.First()
            : throw new VimException(VimErrorCause.INVALID_REQUEST, $"The simulator has several accounts; say which with ?account= ({string.Join(", ", driver.Nfvis.Select(nfvi => nfvi.AccountId))}).");

    private static async ValueTask<T> BodyAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class =>
        await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted)
            ?? throw new VimException(VimErrorCause.INVALID_REQUEST, "The body is null. Nothing was done.");

    private static JsonHttpResult<T> Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => TypedResults.Json(value, type, contentType: null, status);
}
