using NfvOrchestrator.Assurance;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;

var builder = NfvWebApplication.CreateBuilder(args).AddNfvService("assurance");
var configuration = builder.Configuration;
builder.Services.AddDocumentStore(configuration.GetSection("Store").Get<StoreOptions>() ?? new StoreOptions { Path = "assurance.db" });
builder.Services.AddEventBus(configuration.GetSection(EventBusOptions.Section).Get<EventBusOptions>() ?? new EventBusOptions());
if (configuration.GetSection("Nfv:Credentials").Get<ServiceCredentialsOptions>() is { } credentials)
{
    builder.Services.AddNfvServiceCredentials(credentials);
}
builder.Services.AddAssurance(configuration.GetSection("Assurance").Get<AssuranceOptions>() ?? new AssuranceOptions());
await using var app = builder.Build();
app.UseNfvService();
app.MapAssurance();
await app.RunAsync();
