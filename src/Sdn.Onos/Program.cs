using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sdn.Onos;

var builder = NfvWebApplication.CreateBuilder(args).AddNfvService("sdn-onos");
builder.Services.AddDocumentStore(builder.Configuration.GetSection("Store").Get<StoreOptions>() ?? new StoreOptions { Path = "sdn-onos.db" });
builder.Services.AddSdnOnos(builder.Configuration.GetSection("Onos").Get<OnosOptions>() ?? new OnosOptions { BaseAddress = new Uri("http://localhost:8181/") });
await using var app = builder.Build();
app.UseNfvService();
app.MapSdnOnos(NfvPolicies.Service);
await app.RunAsync();
